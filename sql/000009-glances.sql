-- What a screen asks every second or two, and metrics at each scrape, must not grow with what was said long ago.

-- How many messages are in which state: measured on 100,000 rows, 76 ms without it and 10 ms with it.
create index outbox_states on :SCHEMA.outbox (account, state);
-- It does what this one did, too.
drop index :SCHEMA.outbox_open;

-- The chats that the operator has taken over: 30 ms without it and 1 ms with it, of 100,000 chats.
create index chats_taken_over on :SCHEMA.chats (account, taken_over_at desc) where taken_over_at is not null;
