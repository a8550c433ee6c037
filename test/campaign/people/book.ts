import type { PeerId } from '../../../src/core/peer.js';
import { DEFAULT_PEOPLE_LIMITS, type PeopleLimits } from '../../../src/core/settings.js';
import { judgePeople } from './judge.js';
import type { Deed, Meaning, Spoken, Story } from './story.js';

/** A program among the people of these stories. */
export const ROBO = 7_001;
const SELF = 777;
/** Noon in Berlin, the beginning of each story. */
export const NOON = Date.UTC(2026, 5, 10, 10);
const DAY = 86_400_000;

/** Writes a story by hand; times are milliseconds after noon. */
export class Book {
  readonly #messages: Spoken[] = [];
  readonly #claims: { at: number; peer: PeerId; text: string; randomId: bigint }[] = [];
  readonly #deeds: Deed[] = [];
  readonly #retractions: Story['retractions'][number][] = [];
  #id = 100;

  /** A person's word; `heardMs` null: it is never heard. */
  says(
    ms: number,
    person: PeerId,
    meaning: Meaning = 'talk',
    { chat = person, heardMs = ms, ...traits }: Partial<Spoken> & { heardMs?: number | null } = {},
  ): this {
    this.#messages.push({
      ...{ chat, id: ++this.#id, arrivedAt: NOON + ms, senderId: person, own: false, text: 'x' },
      ...{ meaning, ...traits },
      ...(heardMs !== null && { heardAt: NOON + heardMs }),
    });
    return this;
  }

  byHand(ms: number, chat: PeerId, heardMs = ms): this {
    const id = ++this.#id;
    const heardAt = NOON + heardMs;
    const arrivedAt = NOON + ms;
    this.#messages.push({ chat, id, arrivedAt, senderId: SELF, own: true, text: 'x', heardAt });
    return this;
  }

  daemon(ms: number, chat: PeerId, text: string, replyToId?: number): this {
    const id = ++this.#id;
    const [at, randomId] = [NOON + ms, BigInt(id)];
    this.#messages.push({
      ...{ chat, id, arrivedAt: at, senderId: SELF, own: true, text, randomId },
      ...(replyToId !== undefined && { replyToId }),
    });
    this.#claims.push({ at, peer: chat, text, randomId });
    return this;
  }

  again(ms: number): this {
    const last = this.#messages.at(-1);
    if (last) this.#messages.push({ ...last, id: ++this.#id, arrivedAt: NOON + ms });
    return this;
  }

  retracts(ms: number, person: PeerId): this {
    const editedAt = NOON + ms;
    const { id } = this;
    this.#retractions.push({ chat: person, id, senderId: person, editedAt, heardAt: editedAt });
    return this;
  }

  does(ms: number, kind: Deed['kind'], peer: PeerId): this {
    this.#deeds.push({ kind, peer, at: NOON + ms });
    return this;
  }

  /** Of the newest message. */
  get id(): number {
    return this.#id;
  }

  rulesBroken(limits: Partial<PeopleLimits> = {}, firstOnlineAt = NOON - 100 * DAY): string[] {
    return judgePeople(this.story(limits, firstOnlineAt)).map(({ rule }) => rule);
  }

  story(limits: Partial<PeopleLimits> = {}, firstOnlineAt = NOON): Story {
    return {
      limits: {
        timeZone: 'Europe/Berlin',
        activeWindows: [],
        blackoutDays: [],
        minIntervalMs: 0,
        minIntervalPerPeerMs: 0,
        people: { ...DEFAULT_PEOPLE_LIMITS, ...limits },
      },
      firstOnlineAt,
      bots: new Set([ROBO]),
      messages: this.#messages,
      claims: this.#claims,
      retractions: this.#retractions,
      deeds: this.#deeds,
    };
  }
}
