-- Comments under the posts of agreed channels.

-- An answer to something new in a chat.
alter table :SCHEMA.outbox add column instant boolean not null default false;
alter table :SCHEMA.ledger add column instant boolean not null default false;
create index ledger_instant on :SCHEMA.ledger (account, peer_id, at desc) where instant;

-- What waits for the operator's approval.
create index outbox_drafts on :SCHEMA.outbox (account, id) where state = 'draft';

-- Each post that a comment was thought of for: never two comments by the account under one.
create table :SCHEMA.comment_posts (
  account text not null,
  channel_id bigint not null,
  post_id integer not null,           -- of an album: its first part
  at timestamptz not null,            -- the post's own date
  path text not null check (path in ('instant', 'scheduled')),
  state text not null check (state in ('planned', 'proposed', 'commented', 'skipped')),
  due_at timestamptz,                 -- planned: written not before
  reason text,                        -- why it waits, or was skipped
  intent_id bigint,                   -- proposed: the intent, a draft until it is approved
  group_id bigint,                    -- the group of the discussion, once known
  comment text,                       -- what was written, for likeness and statistics
  comment_id integer,                 -- commented: the message
  commented_at timestamptz,
  replies integer not null default 0, -- to the comment, as last looked at
  reactions integer not null default 0,
  looked_at timestamptz,              -- when these were looked at
  primary key (account, channel_id, post_id),
  check ((state = 'planned') = (due_at is not null))
);
create index comment_posts_due on :SCHEMA.comment_posts (account, due_at) where state = 'planned';
create index comment_posts_intent on :SCHEMA.comment_posts (account, intent_id) where intent_id is not null;
create index comment_posts_written on :SCHEMA.comment_posts (account, commented_at desc)
  where commented_at is not null;

-- How lively agreed channels are: posts, and what came of comments, by channel and UTC day.
create table :SCHEMA.channel_days (
  account text not null,
  channel_id bigint not null,
  day date not null,
  hour smallint not null,             -- of that day, UTC
  posts integer not null,
  primary key (account, channel_id, day, hour)
);
create view :SCHEMA.channel_statistics as
  select post.account, post.channel_id, date_trunc('day', post.commented_at) as day,
    count(*)::integer as comments, sum(post.replies)::integer as replies,
    sum(post.reactions)::integer as reactions
  from :SCHEMA.comment_posts post
  where post.commented_at is not null
  group by post.account, post.channel_id, date_trunc('day', post.commented_at);
