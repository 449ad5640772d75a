-- What a training measured at its end, on rows that it held out.
create table model_evaluation (
  name varchar(128) not null,
  version integer not null,
  split varchar(16) not null check (split in ('TEST', 'VALIDATION')),
  dataset_id varchar(36) not null,
  dataset_sha256 varchar(64) not null,
  task varchar(16) not null check (task in ('CLASSIFICATION', 'REGRESSION')),
  evaluation text not null,
  primary key (name, version),
  foreign key (name, version) references model_version (name, version) on delete cascade
);
