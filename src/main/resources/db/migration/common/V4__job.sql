create table job (
  id varchar(36) primary key,
  name varchar(200) not null,
  state varchar(16) not null
    check (state in ('QUEUED', 'RUNNING', 'PAUSED', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  priority integer not null,
  specification text not null,
  resolved text not null,
  labels text not null,
  created_at bigint not null,
  started_at bigint,
  ended_at bigint,
  fence bigint not null,
  attempts integer not null,
  stop_requested varchar(8) check (stop_requested in ('cancel', 'pause')),
  stop_reason varchar(16),
  failure text,
  model_name varchar(128),
  model_version integer
);

create index job_by_state on job (state, priority, id);

create table job_dataset (
  job_id varchar(36) not null references job (id) on delete cascade,
  dataset_id varchar(36) not null,
  primary key (job_id, dataset_id)
);

create index job_dataset_by_dataset on job_dataset (dataset_id);

create table job_transition (
  job_id varchar(36) not null references job (id) on delete cascade,
  number integer not null,
  moved_at bigint not null,
  from_state varchar(16),
  to_state varchar(16) not null,
  reason varchar(500) not null,
  primary key (job_id, number)
);

create table job_epoch (
  job_id varchar(36) not null references job (id) on delete cascade,
  epoch integer not null,
  metrics text not null,
  primary key (job_id, epoch)
);
