create table job (
  id varchar(36) primary key,
  name varchar(200) not null,
  priority integer not null,
  specification text not null,
  resolved text not null,
  created_at bigint not null,
  state varchar(16) not null
    check (state in ('QUEUED', 'RUNNING', 'PAUSED', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  stop_requested varchar(8) check (stop_requested in ('CANCEL', 'PAUSE')),
  fence bigint not null,
  attempts integer not null,
  crashes integer not null,
  last_event integer not null,
  started_at bigint,
  ended_at bigint,
  elapsed_millis bigint not null,
  latest text,
  best text,
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

create table job_label (
  job_id varchar(36) not null references job (id) on delete cascade,
  name varchar(64) not null,
  value varchar(64) not null,
  primary key (job_id, name)
);

create index job_label_by_value on job_label (name, value);

create table job_event (
  job_id varchar(36) not null references job (id) on delete cascade,
  number integer not null,
  type varchar(8) not null check (type in ('state', 'epoch', 'finding', 'end')),
  epoch integer,
  data text not null,
  layers text,
  primary key (job_id, number)
);

create index job_event_by_type on job_event (job_id, type, number);

create table job_checkpoint (
  job_id varchar(36) not null references job (id) on delete cascade,
  fence bigint not null,
  number integer not null,
  epoch integer not null,
  steps integer not null,
  primary key (job_id, fence, number)
);
