-- What stands before a job in the queue is read from this index alone, for every answer about one.
alter table job add column work_seconds double precision not null default 0;

update job set work_seconds =
  coalesce((select threads * seconds from job_need where job_id = job.id), 0);

create index job_in_queue on job (state, priority, id, work_seconds);

drop index job_by_state;
