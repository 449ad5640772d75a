-- What a job needs of a machine, so that the queue hands over what fits.
create table job_need (
  job_id varchar(36) primary key references job (id) on delete cascade,
  memory_bytes bigint not null,
  threads integer not null,
  seconds double precision not null
);
