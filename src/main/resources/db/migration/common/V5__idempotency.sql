create table idempotency_key (
  operation varchar(64) not null,
  client_key varchar(255) not null,
  body_sha256 varchar(64) not null,
  created_at bigint not null,
  location varchar(200) not null,
  body text not null,
  primary key (operation, client_key)
);

create index idempotency_key_by_age on idempotency_key (created_at);
