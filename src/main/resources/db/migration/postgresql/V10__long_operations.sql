-- The path of an operation may hold the name of a model, of up to 128 characters.
-- SQLite keeps texts of any length in any column, and needs no such step.
alter table idempotency_key alter column operation type varchar(255);
