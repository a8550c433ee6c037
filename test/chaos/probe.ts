import { randomUUID } from 'node:crypto';
import type { Database, Queryable, Row } from '../../src/core/database.js';
import type { Incoming } from '../../src/core/incoming.js';
import type { IncomingHandler } from '../../src/core/incoming-handler.js';
import type { PeerId } from '../../src/core/peer.js';

/** One message that an event was about, as a commit of the probe wrote it down. */
export interface HandledRow {
  /** The order of the commits, in one chat. */
  readonly order: number;
  /** What was handled together has the same. */
  readonly batch: string;
  readonly kind: Incoming['kind'];
  /** Undefined where Telegram names no chat. */
  readonly peer: PeerId | undefined;
  readonly messageId: number;
  /** Empty for deletions. */
  readonly text: string;
}

/** Nothing here is unique: an effect that happens twice leaves two rows. */
const TABLE = `(
  id bigint generated always as identity, batch text not null, kind text not null,
  peer bigint, message_id integer not null, text text not null
)`;

/** Makes the table that the probe writes to. */
export async function makeProbeTable(database: Database): Promise<void> {
  await database.query(`create table if not exists ${database.schema}.chaos_probe ${TABLE}`);
}

/** All that the probe's commits have left, in their order. */
export async function handledRows(database: Database): Promise<readonly HandledRow[]> {
  const rows = await database.query<ProbeRow>(
    `select id, batch, kind, peer, message_id, text from ${database.schema}.chaos_probe order by id`,
  );
  return rows.map(({ id, batch, kind, peer, message_id, text }) => ({
    order: id,
    batch,
    kind,
    peer: peer ?? undefined,
    messageId: message_id,
    text,
  }));
}

interface ProbeRow extends Row {
  readonly id: number;
  readonly batch: string;
  readonly kind: Incoming['kind'];
  readonly peer: number | null;
  readonly message_id: number;
  readonly text: string;
}

/**
 * A handler whose only effect is to write down what it was given.
 * @param tell hears of each event when its commit is under way
 */
export function createProbe(tell: (incoming: Incoming) => void = () => {}): IncomingHandler {
  return {
    name: 'probe',
    wants: (incoming) => incoming.kind === 'deletion' || !incoming.own,
    async decide(heard) {
      const batch = randomUUID();
      return async (tx) => {
        for (const incoming of heard) {
          await write(tx, batch, incoming);
          tell(incoming);
        }
      };
    },
  };
}

async function write(tx: Queryable, batch: string, incoming: Incoming): Promise<void> {
  const deletion = incoming.kind === 'deletion';
  await tx.query(
    `insert into ${tx.schema}.chaos_probe (batch, kind, peer, message_id, text)
     select $1, $2, $3, id, $5 from unnest($4::integer[]) as id`,
    [
      batch,
      incoming.kind,
      incoming.peer ?? null,
      deletion ? incoming.messageIds : [incoming.messageId],
      deletion ? '' : incoming.text,
    ],
  );
}
