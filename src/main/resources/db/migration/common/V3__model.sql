create table model (
  name varchar(128) primary key,
  last_version integer not null
);

create table model_version (
  name varchar(128) not null,
  version integer not null,
  created_at bigint not null,
  job_id varchar(36) not null,
  file_sha256 varchar(64) not null,
  weights_sha256 varchar(64) not null,
  bytes bigint not null,
  primary key (name, version)
);

create index model_version_by_file on model_version (file_sha256);
