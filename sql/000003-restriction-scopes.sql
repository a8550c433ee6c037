-- Restrictions of messages to people, and of one kind of content in a chat.
alter table :SCHEMA.restrictions drop constraint restrictions_scope_check;
alter table :SCHEMA.restrictions
  add column content_kind text,       -- for scope peer: only text, photo or document; null: everything
  add constraint restrictions_scope_check check (scope in ('account', 'people', 'peer')),
  add constraint restrictions_content_check check (content_kind is null or scope = 'peer');
