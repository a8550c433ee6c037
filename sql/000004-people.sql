-- People: consent, conversations, what answering remembers.

-- Somebody who had to do with the account, with the consent to be written to.
create table :SCHEMA.people (
  account text not null,
  person_id bigint not null,
  language text,                      -- two letters, as last told apart
  first_seen_at timestamptz not null,
  last_heard_id integer,              -- the person's newest private message
  last_heard_at timestamptz,
  last_said_at timestamptz,           -- the account's newest private message to the person, by any service
  heard integer not null default 0,
  said integer not null default 0,
  basis text check (basis in ('wrote_first', 'opt_in_word', 'imported')), -- null: no consent
  source text,
  consented_at timestamptz,
  refused_at timestamptz,             -- not null: never written to, whatever the basis
  refusal text,
  primary key (account, person_id),
  check ((basis is null) = (consented_at is null) and (basis is null) = (source is null)),
  check ((refused_at is null) = (refusal is null))
);
create index people_heard on :SCHEMA.people (account, last_heard_at desc nulls last);

-- Each change of consent, never altered: who, on what basis, from what source, when.
create table :SCHEMA.consent_log (
  id bigint generated always as identity primary key,
  account text not null,
  person_id bigint not null,
  at timestamptz not null,
  change text not null check (change in ('granted', 'refused')),
  basis text check (basis in ('wrote_first', 'opt_in_word', 'imported')),
  how text not null                   -- the source of consent, or the word of refusal
);
create index consent_log_person on :SCHEMA.consent_log (account, person_id, at);

-- Whose data was erased: only a keyed hash, so that nobody is written to who asked to be forgotten.
create table :SCHEMA.forgotten (
  account text not null,
  person_hash bytea not null,         -- HMAC-SHA256 of account and person under the customer's key
  key_id text not null,               -- which key: the first 16 hexadecimal digits of its SHA-256
  at timestamptz not null,
  primary key (account, person_hash)
);

-- People of an imported list who are known by username only, until the first word to them is due.
create table :SCHEMA.imported_contacts (
  id bigint generated always as identity primary key,
  account text not null,
  username text not null,             -- small letters, without @
  source text not null,
  consented_at timestamptz not null,
  language text,
  state text not null default 'waiting' check (state in ('waiting', 'found', 'refused')),
  reason text,                        -- why it was refused, or still waits
  next_at timestamptz not null,       -- looked up not before
  attempts integer not null default 0,
  unique (account, username)
);
create index imported_contacts_due on :SCHEMA.imported_contacts (account, next_at, id)
  where state = 'waiting';

-- Where the private conversation with a person stands, and the next thing that the dm service will say.
create table :SCHEMA.conversations (
  account text not null,
  person_id bigint not null,
  state text not null check (state in ('first-contact', 'active', 'manual')),
  said jsonb not null default '[]',   -- ids of the welcome and the invites that went, or were given up
  stage integer not null default 0,   -- follow-ups proposed since the state was entered
  due_at timestamptz,                 -- null: nothing is planned
  due_what text check (due_what in ('welcome', 'invite', 'follow-up')),
  due_id text,                        -- which of them
  reason text,                        -- why nothing is planned, or why it waits
  updated_at timestamptz not null,
  primary key (account, person_id),
  check ((due_at is null) = (due_what is null))
);
create index conversations_due on :SCHEMA.conversations (account, due_at) where due_at is not null;

-- What answering remembers of a chat: cooldowns, the menu, signs of a loop. Cleared after `kept_until`.
create table :SCHEMA.reply_memory (
  account text not null,
  chat_id bigint not null,
  memory jsonb not null,              -- src/services/reply/memory.ts
  kept_until timestamptz not null,
  primary key (account, chat_id)
);
create index reply_memory_kept on :SCHEMA.reply_memory (kept_until);

-- The message that an intent is shown as a reply to.
alter table :SCHEMA.outbox add column reply_to integer;
create index outbox_peer on :SCHEMA.outbox (account, peer_id)
  where state in ('draft', 'queued', 'sending');

-- The first word to somebody who never wrote: these have a cap of their own.
alter table :SCHEMA.ledger add column begins boolean not null default false;
create index ledger_begun on :SCHEMA.ledger (account, at desc) where begins;

-- Programs among the people.
alter table :SCHEMA.peers add column bot boolean not null default false;

-- Since when postaci knows the account: young ones begin few conversations.
alter table :SCHEMA.accounts add column first_online_at timestamptz;
update :SCHEMA.accounts set first_online_at = health_since;
