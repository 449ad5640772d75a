-- The versions of models whose weights jobs start with: they stay until the job has ended.
create table job_initial_model (
  job_id varchar(36) primary key references job (id) on delete cascade,
  model_name varchar(128) not null,
  model_version integer not null
);

create index job_initial_model_by_model on job_initial_model (model_name, model_version);
