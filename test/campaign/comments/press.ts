import type { VirtualWorld } from '../../../src/adapters/virtual/world.js';
import type { Clock } from '../../../src/core/clock.js';
import type { PeerId } from '../../../src/core/peer.js';
import { drawGap, drawInteger, type Random } from '../../../src/lib/seeded-random.js';
import { localMoment } from '../local-time.js';
import { type AgreedChannel, CHANNELS, OTHER_CHANNEL } from './population.js';
import type { Post, Version } from './story.js';
import type { Witness } from './witness.js';
import { postText } from './words.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Of a hundred posts, so many are albums, are edited, are deleted. */
const PERCENT = { album: 15, edit: 20, deletion: 8 };
/** Nobody posts in the small hours. */
const AWAKE_MINUTES = { from: 6 * 60, to: 23 * 60 + 30 };
/** A post is edited or deleted within minutes, or within a day. */
const CHANGED_AFTER_MS = [10 * MINUTE, 20 * HOUR] as const;

type Published = Omit<Post, 'versions' | 'deletionHeardAt' | 'deletedAt'> & {
  readonly versions: Version[];
  deletedAt?: number;
};

/** What the press stands on. */
export interface PressOptions {
  readonly world: VirtualWorld;
  readonly clock: Clock;
  readonly random: Random;
  readonly timeZone: string;
}

/** Lets channels post, change and withdraw what they posted, and remembers it. */
export class Press {
  readonly #with: PressOptions;
  readonly #posts: Published[] = [];
  #marks = 0;

  constructor(options: PressOptions) {
    this.#with = options;
  }

  /** Runs all channels until the signal aborts. */
  run(signal: AbortSignal): Promise<unknown> {
    const other = { id: OTHER_CHANNEL, gapMs: 4 * HOUR };
    return Promise.allSettled(
      [...CHANNELS, other].map((channel) => this.#publishIn(channel, signal)),
    );
  }

  /** All posts, with what the program had been told of them when. */
  posts(witness: Witness): readonly Post[] {
    return this.#posts.map((post) => {
      const [first = 0] = post.ids;
      const deletionHeardAt = witness.deletionHeardAt(post.channel, first);
      return {
        ...post,
        versions: post.versions.map((version) => {
          const heardAt = witness.versionHeardAt(post.channel, version.mark);
          return { ...version, ...(heardAt !== undefined && { heardAt }) };
        }),
        ...(deletionHeardAt !== undefined && { deletionHeardAt }),
      };
    });
  }

  async #publishIn(
    { id, gapMs }: Pick<AgreedChannel, 'id' | 'gapMs'>,
    signal: AbortSignal,
  ): Promise<void> {
    const { clock, random, timeZone } = this.#with;
    const awakeShare = (AWAKE_MINUTES.to - AWAKE_MINUTES.from) / 1_440;
    while (!signal.aborted) {
      await clock.sleepUntil(clock.now() + drawGap(random, gapMs * awakeShare), signal);
      const { minute } = localMoment(clock.now(), timeZone);
      if (minute < AWAKE_MINUTES.from || minute >= AWAKE_MINUTES.to) continue;
      const post = this.#publish(id);
      void this.#reconsider(post, signal).catch(() => undefined);
    }
  }

  #publish(channel: PeerId): Published {
    const { world, clock, random } = this.#with;
    const at = clock.now();
    const mark = this.#nextMark();
    const text = postText(random, mark);
    const isAlbum = random() * 100 < PERCENT.album;
    const ids: number[] = [];
    if (isAlbum) {
      const albumId = String(1_000 + this.#marks);
      // The caption stands at any part.
      const [parts, captioned] = [drawInteger(random, 2, 5), drawInteger(random, 0, 1)];
      for (let part = 0; part < parts; part++) {
        const caption = part === captioned ? text : '';
        ids.push(world.say(channel, channel, caption, { albumId, media: 'photo' }).id);
      }
    } else ids.push(world.say(channel, channel, text).id);
    const post: Published = { channel, ids, at, versions: [{ at, mark }] };
    this.#posts.push(post);
    return post;
  }

  /** Some posts are edited, some are deleted, some first one and then the other. */
  async #reconsider(post: Published, signal: AbortSignal): Promise<void> {
    const { world, clock, random } = this.#with;
    const { channel, ids, versions } = post;
    while (random() * 100 < PERCENT.edit) {
      await this.#wait(signal);
      const mark = this.#nextMark();
      const told = world.messages(channel).find(({ id, text }) => ids.includes(id) && text !== '');
      if (!told) return;
      world.edit(channel, told.id, postText(random, mark));
      versions.push({ at: clock.now(), mark });
    }
    if (random() * 100 >= PERCENT.deletion) return;
    await this.#wait(signal);
    world.delete(channel, ids);
    post.deletedAt = clock.now();
  }

  #wait(signal: AbortSignal): Promise<void> {
    const { clock, random } = this.#with;
    const [soon, later] = CHANGED_AFTER_MS;
    return clock.sleepUntil(clock.now() + drawGap(random, random() < 0.5 ? soon : later), signal);
  }

  #nextMark(): string {
    return `k${++this.#marks}`;
  }
}
