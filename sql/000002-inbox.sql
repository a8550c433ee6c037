-- What was heard, and how far. State and events commit together: nothing is missed, nothing counts twice.

-- Where the account's common sequences stand.
create table :SCHEMA.update_state (
  account text primary key,
  pts integer not null,
  qts integer not null,
  seq integer not null,
  date integer not null,              -- Telegram's own seconds, opaque
  last_message_id integer not null,   -- newest message of people and basic groups that was heard of
  backfill_after integer,             -- while histories are read after "too long": from this message on
  updated_at timestamptz not null
);

-- Where each channel's or supergroup's own sequence stands.
create table :SCHEMA.channel_state (
  account text not null,
  channel_id bigint not null,
  pts integer not null,
  last_message_id integer not null,   -- newest message that was heard of
  backfill_to integer,                -- while the history is read after "too long": up to this message
  behind boolean not null default false, -- something was missed, and its difference has not been taken in yet
  updated_at timestamptz not null,
  primary key (account, channel_id)
);

-- Each event once. `key` is the update itself: m:<peer>:<message> for a new message (a difference gives
-- it no number), p:<pts>, q:<qts> and c:<channel>:<pts> for all else, b:<update_id> for bots.
create table :SCHEMA.inbox (
  id bigint generated always as identity primary key, -- the order in which it was heard
  account text not null,
  key text not null,
  kind text not null,
  peer_id bigint,                     -- null where Telegram names no chat (some deletions)
  message_id integer,
  album_id text,
  at timestamptz,                     -- the server's date, where it has one
  own boolean not null,
  content jsonb,                      -- the event; erased once nobody needs it any more
  heard_at timestamptz not null,
  unique (account, key)
);
create index inbox_album on :SCHEMA.inbox (account, peer_id, album_id) where album_id is not null;
create index inbox_heard on :SCHEMA.inbox (heard_at);

-- What is still to be handled, and by whom. A row goes in the transaction that has the handler's effect.
create table :SCHEMA.inbox_work (
  inbox_id bigint not null references :SCHEMA.inbox on delete cascade,
  handler text not null,
  account text not null,
  chat bigint not null,               -- order is kept within it: the peer, 0 where none is named
  ready_at timestamptz not null,      -- not before: an album waits for its parts
  next_at timestamptz not null,       -- not before: a failed attempt rests
  attempts integer not null default 0,
  failed_at timestamptz,              -- given up: the chat goes on without it, an operator is told
  reason text,
  primary key (handler, inbox_id)
);
create index inbox_work_order on :SCHEMA.inbox_work (account, handler, chat, inbox_id)
  where failed_at is null;
create index inbox_work_due on :SCHEMA.inbox_work (account, handler, inbox_id) where failed_at is null;

-- The newest message that the operator typed by hand, on another device.
alter table :SCHEMA.chats add column taken_over_id integer;
alter table :SCHEMA.chats add column taken_over_at timestamptz;

-- Calls other than sends that Telegram wants to rest, by method: read before connecting.
create table :SCHEMA.flood_waits (
  account text not null,
  method text not null,               -- as the schema names it: updates.getDifference
  code text not null,
  until timestamptz not null,
  primary key (account, method)
);

-- Until when the present health lasts by Telegram's own word; null where it says nothing.
alter table :SCHEMA.accounts add column health_until timestamptz;
-- How the account was told of last, so that nobody is told twice.
alter table :SCHEMA.accounts add column alerted_health text;
