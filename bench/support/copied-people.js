// Ten thousand conversations one by one take minutes: beyond a number of them, further ones are copies of the rows
// that the program wrote for others.

/** Where a person's number stands in each table, and what else is a person's own there. */
const TABLES = {
  people: { person: 'person_id' },
  consent_log: { person: 'person_id' },
  conversations: { person: 'person_id' },
  chats: { person: 'peer_id' },
  reply_memory: { person: 'chat_id' },
  outbox: {
    person: 'peer_id',
    own: {
      thread: "'dm:' || (original.peer_id + k * $3)",
      dedupe_key: "original.dedupe_key || ' copy ' || k",
    },
  },
  ledger: {
    person: 'peer_id',
    own: {
      intent_id: `(select id from :SCHEMA.outbox copy where copy.account = original.account
        and copy.thread = 'dm:' || (original.peer_id + k * $3))`,
    },
  },
};

/**
 * Copies what is stored of the people from `first` to `last` until everybody up to `to` is there; each of the
 * originals has had one message.
 */
export async function copyPeople(database, { first, last, to }) {
  const span = last - first + 1;
  const times = Math.ceil((to - last) / span);
  for (const [table, { person, own = {} }] of Object.entries(TABLES)) {
    const columns = await database.query(
      `select column_name as name from information_schema.columns
       where table_schema = $1 and table_name = $2 and is_identity = 'NO' order by ordinal_position`,
      [database.schema.replaceAll('"', ''), table],
    );
    const values = columns.map(({ name }) => {
      if (name === person) return `original.${person} + k * $3`;
      return own[name]?.replace(':SCHEMA', database.schema) ?? `original.${name}`;
    });
    await database.query(
      `insert into ${database.schema}.${table} (${columns.map(({ name }) => name).join(', ')})
       select ${values.join(', ')}
       from ${database.schema}.${table} original, generate_series(1, $5::bigint) k
       where original.${person} between $1::bigint and $2::bigint
         and original.${person} + k * $3::bigint <= $4::bigint`,
      [first, last, span, to, times],
    );
  }
}
