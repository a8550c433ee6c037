-- The tables of one customer. `:SCHEMA` is replaced by the escaped schema name; times come from the
-- daemon's Clock, never from now() (but for the lease, which several machines share).

-- Who may use the account's session: one process at a time.
create table :SCHEMA.lease (
  account text primary key,
  holder text not null,               -- host, process id, start: for the one who is turned away
  token bigint not null,              -- grows with each owner: a fencing token
  expires_at timestamptz not null     -- the database's own clock
);

-- People and chats with the access hashes that this account was given.
create table :SCHEMA.peers (
  account text not null,
  peer_id bigint not null,            -- as the Bot API marks it
  kind text not null check (kind in ('user', 'group', 'supergroup', 'channel')),
  access_hash bigint,                 -- null for basic groups
  username text,
  title text not null,
  updated_at timestamptz not null,
  primary key (account, peer_id)
);
create index peers_username on :SCHEMA.peers (account, lower(username)) where username is not null;

-- What services want said. A row is there, with its random ids, before the first network call.
create table :SCHEMA.outbox (
  id bigint generated always as identity primary key,
  account text not null,
  service text not null,
  budget text not null check (budget in ('unsolicited', 'answer', 'forward', 'operator')),
  lane text not null,
  thread text,
  op text not null,
  peer_id bigint not null,
  topic_id integer,
  content jsonb not null,
  random_ids bigint[] not null,
  dedupe_key text not null,
  priority smallint not null,         -- index in PRIORITIES: smaller goes first
  precondition jsonb,
  state text not null check (state in
    ('draft', 'queued', 'sending', 'sent', 'refused', 'failed', 'expired', 'unknown')),
  not_before timestamptz not null,
  expires_at timestamptz,
  next_at timestamptz not null,       -- looked at again from here on; 'infinity' while held for an event
  attempts integer not null default 0,
  first_attempt_at timestamptz,
  rule text,                          -- the rule or error code that holds or ended it
  reason text,
  message_ids integer[],
  created_at timestamptz not null,
  settled_at timestamptz,
  unique (account, dedupe_key)
);
create index outbox_due on :SCHEMA.outbox (account, lane, next_at)
  where state in ('queued', 'sending');
create index outbox_open on :SCHEMA.outbox (account, state) where state in ('sending', 'unknown');
create index outbox_held on :SCHEMA.outbox (account, peer_id)
  where state in ('queued', 'sending') and rule = 'somebody-spoke';
create index outbox_thread on :SCHEMA.outbox (account, thread) where thread is not null;
create index outbox_settled on :SCHEMA.outbox (settled_at) where settled_at is not null;

-- Why: each decision that differs from the one before it.
create table :SCHEMA.decisions (
  id bigint generated always as identity primary key,
  intent_id bigint not null references :SCHEMA.outbox on delete cascade,
  at timestamptz not null,
  verdict text not null check (verdict in ('allow', 'wait', 'hold', 'refuse')),
  rule text,
  until timestamptz,
  trace jsonb not null
);
create index decisions_intent on :SCHEMA.decisions (intent_id, at);

-- What was really sent, or may have been: what the guard counts. Written at the claim.
create table :SCHEMA.ledger (
  intent_id bigint primary key,
  account text not null,
  service text not null,
  budget text not null,
  peer_id bigint not null,
  at timestamptz not null,            -- of the claim, then of the answer: never before the server's own time
  outcome text not null check (outcome in ('reserved', 'sent', 'unknown'))
);
create index ledger_budget on :SCHEMA.ledger (account, budget, at desc) include (intent_id);
create index ledger_peer on :SCHEMA.ledger (account, peer_id, budget, at desc) include (intent_id);

-- Flood waits, slow mode, blocks, bars: with scope and end. Never deleted, only lifted.
create table :SCHEMA.restrictions (
  id bigint generated always as identity primary key,
  account text not null,
  scope text not null check (scope in ('account', 'peer')),
  peer_id bigint,                     -- for scope peer
  budget text,                        -- whose sends it binds; null: everything
  code text not null,                 -- Telegram's error, or ours
  reason text not null,
  since timestamptz not null,
  until timestamptz not null,         -- 'infinity': until an operator lifts it
  lifted_at timestamptz,
  check ((scope = 'peer') = (peer_id is not null))
);
create index restrictions_active on :SCHEMA.restrictions (account, peer_id, until)
  where lifted_at is null;

-- What the operator has paused: one service, or '*'.
create table :SCHEMA.pauses (
  account text not null,
  service text not null,
  since timestamptz not null,
  by text not null,
  primary key (account, service)
);

-- What is known of a chat that the account speaks or listens in.
create table :SCHEMA.chats (
  account text not null,
  peer_id bigint not null,
  title text,
  slow_mode_seconds integer not null default 0,
  last_heard_id integer,              -- newest message by somebody else
  last_heard_at timestamptz,
  last_own_id integer,                -- newest message by the account, from whatever device
  last_own_at timestamptz,
  primary key (account, peer_id)
);

-- How lively a chat is: messages by others, hour by hour.
create table :SCHEMA.activity (
  account text not null,
  peer_id bigint not null,
  hour timestamptz not null,
  heard integer not null,
  primary key (account, peer_id, hour)
);

-- Where the message service stands with each target.
create table :SCHEMA.message_targets (
  account text not null,
  target text not null,               -- the place: its peer id, with its topic: -1001234567890/42
  peer_id bigint not null,
  written text not null,              -- as the operator wrote it last
  schedule text not null,             -- a change of it starts the target anew
  next_due_at timestamptz not null,   -- 'infinity' when a cron expression never comes due again
  last_due_at timestamptz,            -- its last turn, whether something was said or not
  recent_templates jsonb not null default '{}', -- the present round of templates and of their variants
  primary key (account, target)
);

-- The account as last seen.
create table :SCHEMA.accounts (
  account text primary key,
  user_id bigint not null,
  session_key text unique,            -- the session that it was last seen with: session strings don't say whose they are
  name text not null,
  username text,
  health text not null,
  health_reason text not null,
  health_since timestamptz not null
);
