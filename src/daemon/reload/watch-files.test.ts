import { describe, expect, test } from '@jest/globals';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { watchFiles } from './watch-files.js';

const LOOK = 2_000;

describe('watched files', () => {
  /** Files that a test changes; `pass` lets looks pass, and says how often a change was told. */
  class Watched {
    readonly clock = new VirtualClock(0);
    files = 'as at the start';
    well = true;
    #told = 0;

    constructor() {
      const look = async () => this.files;
      const onChange = async () => {
        this.#told++;
        return this.well;
      };
      const { signal } = new AbortController();
      void watchFiles({ clock: this.clock, look, onChange }, signal);
    }

    async pass(looks: number): Promise<number> {
      await this.clock.run(this.clock.now() + looks * LOOK);
      const told = this.#told;
      this.#told = 0;
      return told;
    }
  }

  test('are told of at the beginning, because they may have changed before it', async () => {
    const watched = new Watched();
    expect(await watched.pass(0)).toBe(0);
    expect(await watched.pass(5)).toBe(1);
  });

  test('are told of once for each change, when they are the same for two looks', async () => {
    const watched = new Watched();
    await watched.pass(3);
    watched.files = 'changed';
    expect(await watched.pass(1)).toBe(0);
    expect(await watched.pass(1)).toBe(1);
    expect(await watched.pass(100)).toBe(0);
  });

  test('are not told of while somebody writes', async () => {
    const watched = new Watched();
    await watched.pass(3);
    for (let n = 0; n < 4; n++) {
      watched.files = `half ${n}`;
      expect(await watched.pass(1)).toBe(0);
    }
    expect(await watched.pass(1)).toBe(1);
  });

  test('are told of again while something is wrong, without haste', async () => {
    const watched = new Watched();
    await watched.pass(3);
    watched.well = false;
    watched.files = 'wrong';
    expect(await watched.pass(3)).toBe(1);
    expect(await watched.pass(30)).toBe(2);
    watched.well = true;
    expect(await watched.pass(30)).toBe(1);
    expect(await watched.pass(30)).toBe(0);
  });
});
