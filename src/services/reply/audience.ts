import type { Clock } from '../../core/clock.js';
import type { Database } from '../../core/database.js';
import type { MessageFacts } from '../../core/incoming.js';
import type { Messenger } from '../../core/messenger.js';
import type { Peer, PeerId, Sighting } from '../../core/peer.js';
import { isTelegramsOwn, type People, type Person } from '../../core/people.js';
import type { ReplyMode, ReplySettings } from '../../core/reply-settings.js';
import type { Limits } from '../../core/settings.js';
import type { ReadTakeover, Takeover } from '../../core/takeovers.js';

/** What tells who is spoken with. */
export interface AudienceDependencies {
  readonly account: string;
  readonly clock: Clock;
  readonly database: Database;
  readonly messenger: Pick<Messenger, 'resolve' | 'self'>;
  readonly people: Pick<People, 'read'>;
  readonly readTakeover: ReadTakeover;
  readonly limits: () => Limits;
}

/** Whom an answer would be for, where one may be given. */
export interface Audience {
  readonly chat: 'private' | 'group';
  readonly person: Peer;
  /** What is known of the person beside; absent for many in groups. */
  readonly known?: Person;
  /** The group's title; absent in private. */
  readonly group?: string;
  /** How long the operator has to answer first; 0: not at all. */
  readonly operatorFirstMs: number;
  /** When the operator last wrote here by hand. */
  readonly operatorAt?: number;
}

/** Nothing is answered, and why. */
export interface Silence {
  readonly silent: string;
}

/**
 * Finds who speaks, and whether an answer may be given at all.
 * @throws when Telegram wants the question to wait: the message is decided about later
 */
export async function audienceOf(
  dependencies: AudienceDependencies,
  settings: ReplySettings,
  message: MessageFacts,
  signal: AbortSignal,
): Promise<Audience | Silence> {
  const { account, database, people, readTakeover } = dependencies;
  const { peer } = message;
  const speaker = peer > 0 ? peer : message.senderId;
  if (speaker === undefined || speaker < 0) return { silent: 'nobody in particular speaks' };
  if (speaker === dependencies.messenger.self.id) return { silent: 'the account’s own words' };
  const seenIn = peer > 0 ? undefined : { peer, messageId: message.messageId };
  const person = await find(dependencies, speaker, signal, seenIn);
  if (!person) return { silent: 'it is not known who speaks: it may be a bot' };
  if (isTelegramsOwn(person)) return { silent: 'Telegram’s own are not answered' };
  const mode = peer > 0 ? modeOf(settings, person) : settings.mode;
  const known = await people.read(database, speaker);
  const takeover = await readTakeover(database, account, peer);
  const silent = unwanted(peer, mode, known) ?? takenOver(dependencies, takeover);
  if (silent !== undefined) return { silent };
  const audience: Audience = {
    chat: peer > 0 ? 'private' : 'group',
    person,
    operatorFirstMs: peer > 0 && mode === 'manualplus' ? settings.manualPlusTimeoutMs : 0,
    ...(known && { known }),
    ...(takeover && { operatorAt: takeover.at }),
  };
  if (peer > 0) return audience;
  return { ...audience, group: (await find(dependencies, peer, signal))?.title ?? '' };
}

function unwanted(peer: PeerId, mode: ReplyMode, known: Person | undefined): string | undefined {
  if (mode === 'off') return 'the mode is off';
  if (known?.refusal) return 'the person does not want to be written to';
  if (peer < 0) return undefined;
  if (mode === 'manual') return 'the operator answers here';
  return known?.consent ? undefined : 'there is no consent';
}

function takenOver(
  { clock, limits }: AudienceDependencies,
  takeover: Takeover | undefined,
): string | undefined {
  if (!takeover || takeover.at + limits().people.takeoverMs <= clock.now()) return undefined;
  return 'the operator has taken over';
}

/** The mode of a private chat: its own, else the customer's. */
export function modeOf({ mode, chatModes }: ReplySettings, person: Peer): ReplyMode {
  const own = chatModes.find(({ peer }) =>
    peer.by === 'id'
      ? peer.id === person.id
      : peer.by === 'username' && peer.username.toLowerCase() === person.username?.toLowerCase(),
  );
  return own?.mode ?? mode;
}

async function find(
  { messenger }: Pick<AudienceDependencies, 'messenger'>,
  id: PeerId,
  signal: AbortSignal,
  seenIn?: Sighting,
): Promise<Peer | undefined> {
  const ref = { by: 'id', id, ...(seenIn && { seenIn }) } as const;
  const resolution = await messenger.resolve(ref, signal);
  if (resolution.status === 'wait') {
    throw new Error(`${resolution.code}: who ${id} is can be asked in ${resolution.waitMs} ms`);
  }
  return resolution.status === 'found' ? resolution.peer : undefined;
}
