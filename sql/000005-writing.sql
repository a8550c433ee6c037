-- Writing: what language models were asked for.

-- A row for each model and local day of the account. Requests under way count with what they may cost at most.
create table :SCHEMA.llm_usage (
  account text not null,
  day date not null,                  -- local, by TIMEZONE
  model text not null,
  requests integer not null default 0,
  tokens_in bigint not null default 0,
  tokens_out bigint not null default 0,
  primary key (account, day, model)
);
