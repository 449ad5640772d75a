create table dataset (
  id varchar(36) primary key,
  name varchar(200) not null,
  format varchar(16) not null,
  created_at bigint not null,
  bytes bigint not null,
  sha256 varchar(64) not null,
  row_count bigint not null,
  columns text not null,
  warnings text not null
);

create index dataset_by_file on dataset (sha256);
