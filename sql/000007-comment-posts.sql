-- What the comment service has to know of a post beside what it did about it.

-- Of an album: an album is one post, whichever of its parts is heard first.
alter table :SCHEMA.comment_posts add column album_id text;
create unique index comment_posts_album on :SCHEMA.comment_posts (account, channel_id, album_id)
  where album_id is not null;

-- How often a comment on it was written and taken back: each proposal has a key of its own.
alter table :SCHEMA.comment_posts add column attempts smallint not null default 0;
-- What its text was when it was written about, as a hash: an edit that leaves it as it was changes nothing.
alter table :SCHEMA.comment_posts add column about text;
-- When its comment was written.
alter table :SCHEMA.comment_posts add column written_at timestamptz;
create index comment_posts_recent on :SCHEMA.comment_posts (account, written_at desc)
  where written_at is not null;
-- Those whose comment is under way.
create index comment_posts_open on :SCHEMA.comment_posts (account) where state = 'proposed';
