-- What the operator is told of without having asked, beside the account's health: once, over restarts too.
create table :SCHEMA.incidents (
  id bigint generated always as identity primary key,
  account text not null,
  code text not null,                 -- src/daemon/health/incidents/catalogue.ts
  key text not null,                  -- which one of its kind: a group, a service, a budget of a local day
  opened_at timestamptz not null,
  told_at timestamptz,                -- null: the operator has not been told yet
  closed_at timestamptz,              -- null: it goes on
  ending text,                        -- the word that it is over; null where it ends without one
  ending_told_at timestamptz
);
create unique index incidents_open on :SCHEMA.incidents (account, code, key) where closed_at is null;
create index incidents_known on :SCHEMA.incidents (account, code, key);
