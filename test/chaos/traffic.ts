import { setTimeout as pause } from 'node:timers/promises';
import { isAbort } from '../../src/lib/abort.js';
import { drawGap, drawInteger, drawOne, type Random } from '../../src/lib/seeded-random.js';
import type { Seat } from './people.js';
import { type TelegramProcess, unlessDown } from './telegram.js';

/** Messages that may still be edited or deleted. */
const MOST_REMEMBERED = 100;

/** How often each thing is done, of a hundred. */
const SHARES = { edit: 12, erase: 8, album: 6 } as const;

/** People who speak, edit, delete and send albums everywhere, at random moments. */
export class Traffic {
  readonly #telegram: TelegramProcess;
  readonly #random: Random;
  readonly #meanMs: number;
  #seats: readonly Seat[] = [];
  #said: number[] = [];
  #count = 0;
  /** While it is set nothing is edited or deleted: Telegram would not tell of it after a "too long". */
  calm = false;

  /** @param meanMs between two acts */
  constructor(telegram: TelegramProcess, random: Random, meanMs: number) {
    this.#telegram = telegram;
    this.#random = random;
    this.#meanMs = meanMs;
  }

  /** Goes on until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    try {
      for (;;) {
        await pause(drawGap(this.#random, this.#meanMs), undefined, { signal });
        await this.#whileUp(() => this.#act());
      }
    } catch (error) {
      if (!isAbort(error, signal)) throw error;
    }
  }

  /** One message in each chat. @returns their texts; none while the server is down */
  async mark(): Promise<readonly string[]> {
    const byChat = new Map((await this.#everySeat()).map((seat) => [chatOf(seat), seat]));
    const marks: string[] = [];
    await this.#whileUp(async () => {
      for (const [chat, seat] of byChat) {
        const text = `mark ${++this.#count} ${chat}`;
        await this.#telegram.acts.say(seat, text);
        marks.push(text);
      }
    });
    return marks;
  }

  /** So many messages in each chat, at once. */
  async burst(each: number): Promise<void> {
    for (let count = 0; count < each; count++) await this.mark();
  }

  async #act(): Promise<void> {
    const { acts } = this.#telegram;
    const drawn = drawInteger(this.#random, 0, 99);
    const seat = drawOne(this.#random, await this.#everySeat());
    const parts = drawInteger(this.#random, 2, 4);
    const which = this.#random();
    const text = `message ${++this.#count}`;
    const number = this.#said[Math.floor(which * this.#said.length)];
    if (drawn < SHARES.edit + SHARES.erase) {
      if (number === undefined || this.calm) return;
      if (drawn < SHARES.edit) await acts.edit(number, text);
      else await acts.erase(number);
      if (drawn >= SHARES.edit) this.#said = this.#said.filter((one) => one !== number);
    } else if (drawn < SHARES.edit + SHARES.erase + SHARES.album) {
      const captions = Array.from({ length: parts }, (_, part) => `${text}, part ${part + 1}`);
      this.#remember(await acts.album(seat, captions));
    } else this.#remember([await acts.say(seat, text)]);
  }

  #remember(numbers: readonly number[]): void {
    this.#said = [...this.#said, ...numbers].slice(-MOST_REMEMBERED);
  }

  async #everySeat(): Promise<readonly Seat[]> {
    if (this.#seats.length === 0) {
      await this.#whileUp(async () => {
        this.#seats = await this.#telegram.acts.seats();
      });
    }
    return this.#seats;
  }

  /** Nobody can do anything on a Telegram that is down. */
  async #whileUp(work: () => Promise<void>): Promise<void> {
    await work().catch(unlessDown);
  }
}

/** A private chat is the person's; all others are their own. */
const chatOf = ({ from, chat }: Seat): number => (chat > 0 ? from : chat);
