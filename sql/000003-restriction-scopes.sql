-- Restrictions of messages to people, of one kind of content in a chat, and of one of Telegram's methods.
alter table :SCHEMA.restrictions drop constraint restrictions_scope_check;
alter table :SCHEMA.restrictions
  add column content_kind text,       -- for scope peer: only text, photo or document; null: everything
  add column method text,             -- for scope method: Telegram's name of it
  add constraint restrictions_scope_check check (scope in ('account', 'people', 'peer', 'method')),
  add constraint restrictions_content_check check (content_kind is null or scope = 'peer'),
  add constraint restrictions_method_check check ((scope = 'method') = (method is not null));
