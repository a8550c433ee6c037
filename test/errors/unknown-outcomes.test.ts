import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Content } from '../../src/core/content.js';
import type { CallEffect } from '../../src/sandbox/faults/fault.js';
import { describeFastestDatabase } from '../support/databases.js';
import { makeWorkspace } from '../support/workspace.js';
import { UNKNOWN_OUTCOMES } from './rows.js';
import { ErrorStage, photoAt } from './stage.js';

describeFastestDatabase('whatever leaves the outcome of a send open', (open) => {
  test('is tried again under the same id, later each time, and arrives once', async () => {
    await ErrorStage.during(await open(), async (stage) => {
      for (const [code, text] of UNKNOWN_OUTCOMES) {
        await comesThrough(stage, { kind: 'error', code, text }, text);
        await wasThere(stage, { kind: 'error-after-effect', code, text }, text);
      }
      expect(stage.arrived(stage.group)).toHaveLength(2 * UNKNOWN_OUTCOMES.length);
      expect(await stage.restrictions()).toEqual([]);
    });
  });

  test('is our own deadline too, whether it had arrived or not', async () => {
    await ErrorStage.during(await open(), async (stage) => {
      await wasThere(stage, { kind: 'silence' }, 'DEADLINE');
      await wasThere(stage, { kind: 'answer-lost' }, 'DEADLINE');
      expect(stage.arrived(stage.group)).toHaveLength(2);
    });
  }, 60_000);

  test('is a cut line too', async () => {
    await ErrorStage.during(await open(), async (stage) => {
      await wasThere(stage, { kind: 'answer-lost', cut: true }, 'DISCONNECTED');
      expect(stage.arrived(stage.group)).toHaveLength(1);
    });
  });

  test('an id that Telegram has already is a message that arrived, even if nobody finds it', async () => {
    await ErrorStage.during(await open(), async (stage) => {
      const duplicate = { kind: 'error', code: 500, text: 'RANDOM_ID_DUPLICATE' } as const;
      const fault = stage.strike(duplicate);
      const id = await stage.propose();
      expect(await stage.sent(id)).toMatchObject({ attempts: 1, booked: 'sent' });
      expect((await stage.told(id)).why).toMatch(
        /^It was sent at [^,]+, .* after it was proposed/m,
      );
      expect(fault.struck()).toBe(1);
      fault.end();
      await stage.sent(await stage.propose());
    });
  });

  test('a file reference that has expired: the file is uploaded anew, for the same message', async () => {
    await ErrorStage.during(await open(), async (stage) => {
      const workspace = makeWorkspace();
      try {
        const path = join(workspace.path, 'offer.gif');
        await writeFile(path, 'GIF89a, a first version');
        const uploads = stage.strike({ kind: 'delay', ms: 0 }, 'upload.saveFilePart');
        for (const text of ['FILE_REFERENCE_EXPIRED', 'FILE_REFERENCE_0_EXPIRED']) {
          const before = uploads.struck();
          await comesThrough(stage, { kind: 'error', code: 400, text }, text, photoAt(path));
          expect(uploads.struck() - before).toBe(3);
        }
        expect(stage.arrived(stage.group)).toHaveLength(2);
      } finally {
        workspace.remove();
      }
    });
  });
});

/** Its outcome is open twice, then it arrives. */
async function comesThrough(
  stage: ErrorStage,
  effect: CallEffect,
  rule: string,
  content?: Content,
): Promise<void> {
  const fault = stage.strike(effect);
  const id = await stage.propose(content && { content });
  const first = await isOpen(stage, id, rule);
  await stage.advance(1_000);
  await stage.until('it was tried twice', async () => (await stage.intent(id)).attempts === 2);
  const second = await stage.settled(id);
  expect(second).toMatchObject({ state: 'sending', rule, booked: 'unknown' });
  expect(second.next_at - stage.clock.now()).toBeGreaterThan(1_000);
  fault.end();
  await stage.advance(2_000);
  expect(await stage.sent(id)).toMatchObject({
    attempts: 3,
    booked: 'sent',
    random_ids: first.random_ids,
  });
}

/** Its outcome is open once; the next attempt brings it there, or finds it there. */
async function wasThere(stage: ErrorStage, effect: CallEffect, rule: string): Promise<void> {
  stage.strike(effect, 'messages.send*', 1);
  const id = await stage.propose();
  const first = await isOpen(stage, id, rule);
  await stage.until('there is a line', async () => stage.connection === 'online');
  await stage.advance(1_000);
  expect(await stage.sent(id)).toMatchObject({
    attempts: 2,
    booked: 'sent',
    random_ids: first.random_ids,
  });
}

async function isOpen(stage: ErrorStage, id: number, rule: string) {
  const row = await stage.settled(id);
  expect(row).toMatchObject({ state: 'sending', rule, attempts: 1, booked: 'unknown' });
  expect(row.next_at - stage.clock.now()).toBeGreaterThan(0);
  expect(row.next_at - stage.clock.now()).toBeLessThanOrEqual(1_000);
  const { why, log } = await stage.told(id);
  expect(why).toContain('Whether it arrived is not known yet');
  const words = 'nobody knows whether it arrived; it is tried again with the same id';
  expect(log).toBe(`warn message ${id} waits: ${rule}: ${words}`);
  return row;
}
