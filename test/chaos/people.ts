import type { PeerId } from '../../src/core/peer.js';
import { isAdmin, memberIds } from '../../src/sandbox/world/access.js';
import { edit, erase } from '../../src/sandbox/world/alter.js';
import type { StoredFile } from '../../src/sandbox/world/files.js';
import type { Media, Message } from '../../src/sandbox/world/message.js';
import { type SayRequest, say } from '../../src/sandbox/world/say.js';
import type { World } from '../../src/sandbox/world/world.js';

/** Where one person speaks. */
export interface Seat {
  readonly from: number;
  /** The group or channel; the account itself in a private chat. */
  readonly chat: PeerId;
}

/** What people do. Messages go by the world's number. */
export interface People {
  /** @throws Error when Telegram would not let them say it */
  say(seat: Seat, text: string): number;
  /** Photos with a caption each, as one album. */
  album(seat: Seat, captions: readonly string[]): readonly number[];
  /** False when the message is gone. */
  edit(number: number, text: string): boolean;
  erase(number: number): boolean;
}

/** The people of a world, who do as they are told. */
export function peopleOf(world: World): People {
  const { state } = world;
  const speak = (seat: Seat, text: string, more: Partial<SayRequest> = {}, media?: Media) => {
    const said = { text, entities: [], ...(media ? { media } : {}) };
    const verdict = say(world, { from: person(world, seat.from), peer: seat.chat, said, ...more });
    if ('refused' in verdict) throw new Error(`may not be said: ${verdict.refused.text}`);
    return verdict.message.number;
  };
  const alive = (number: number): Message | undefined => {
    const message = state.message(number);
    return message?.deletedAtMs === undefined ? message : undefined;
  };
  return {
    say: (seat, text) => speak(seat, text),
    album(seat, captions) {
      const groupedId = `${BigInt(state.messages.length) + 1_000_000n}`;
      const media: Media = { kind: 'photo', fileId: photo(world), spoiler: false };
      return captions.map((text) => speak(seat, text, { groupedId, several: true }, media));
    },
    edit(number, text) {
      const message = alive(number);
      if (!message) return false;
      const said = { text, entities: [], ...(message.media ? { media: message.media } : {}) };
      const refused = edit(world, person(world, message.authorId), message, said);
      if (refused) throw new Error(`may not be edited: ${refused.text}`);
      return true;
    },
    erase(number) {
      const message = alive(number);
      if (!message) return false;
      const refused = erase(world, person(world, message.authorId), [message], true);
      if (refused) throw new Error(`may not be deleted: ${refused.text}`);
      return true;
    },
  };
}

/** Everybody who may speak where the account listens: in groups, in channels, and to the account itself. */
export function seatsOf({ state }: World, accountId: number): readonly Seat[] {
  const speakers = [...state.persons.values()].filter(
    ({ login, botToken }) => !login && botToken === undefined,
  );
  const chats = [...state.chats.values()].flatMap(({ peer, kind }) =>
    memberIds(state, peer)
      .filter((id) => speakers.some((speaker) => speaker.id === id))
      .filter((id) => kind !== 'channel' || isAdmin(state, peer, id))
      .map((from) => ({ from, chat: peer })),
  );
  return [...chats, ...speakers.map(({ id }) => ({ from: id, chat: accountId }))];
}

function person({ state }: World, id: number) {
  const found = state.persons.get(id);
  if (!found) throw new Error(`there is no person ${id}`);
  return found;
}

/** The id of the one photo that everybody shows. */
function photo(world: World): string {
  const [known] = world.state.files.values();
  if (known) return known.id;
  const bytes = Buffer.from('a photo that nobody looks at');
  const file: StoredFile = {
    id: '7001',
    kind: 'photo',
    mimeType: 'image/jpeg',
    size: bytes.length,
    atMs: world.now(),
    attributes: [],
    width: 640,
    height: 480,
  };
  world.files.write(file.id, bytes);
  world.commit({ is: 'file', file });
  return file.id;
}
