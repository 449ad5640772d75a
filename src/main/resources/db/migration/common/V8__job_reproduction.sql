-- Jobs that train a model again; what they find is null until they have succeeded.
create table job_reproduction (
  job_id varchar(36) primary key references job (id) on delete cascade,
  model_name varchar(128) not null,
  model_version integer not null,
  weights_sha256 varchar(64) not null,
  found_sha256 varchar(64)
);
