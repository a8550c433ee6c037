import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { DmStage } from '../../../test/support/dm-stage.js';
import type { Row } from '../../core/database.js';
import { type DmSettings, FOLLOW_UP_AFTER_MS } from '../../core/dm-settings.js';
import type { PeerId } from '../../core/peer.js';
import type { ConversationState } from '../../core/people.js';
import { DAY_MS, HOUR_MS } from '../../lib/local-time.js';

/** `DM_RUNS=300 npm test -- src/services/dm/dm.property` looks for long. */
const RUNS = Number(process.env.DM_RUNS ?? 8);
/** Seconds; but for a busy machine, and for long searches. */
const LONGEST_MS = 20_000 * RUNS;
const PEOPLE: readonly PeerId[] = [21, 22];
const TABLES = ['outbox', 'ledger', 'people', 'chats', 'conversations'];
const BASES = ['wrote_first', 'opt_in_word', 'imported'] as const;

const texts = (state: ConversationState) =>
  FOLLOW_UP_AFTER_MS[state].map((afterMs, index) => ({
    ...{ id: `${state}-${index}`, variants: ['a', 'b'], afterMs },
  }));
const settings: Partial<DmSettings> = {
  welcome: { id: 'welcome', variants: ['welcome'], bases: BASES },
  invites: [0, 1, 60 * 60_000, 5 * DAY_MS].map((afterMs, index) => ({
    ...{ id: `invite-${index}`, variants: ['come'], bases: BASES, afterMs },
  })),
  followUps: {
    'first-contact': texts('first-contact'),
    active: texts('active'),
    manual: texts('manual'),
  },
};

const person = fc.constantFrom(...PEOPLE);
const happening = fc.record({
  type: fc.oneof(
    { weight: 4, arbitrary: fc.constant('hear') },
    { weight: 4, arbitrary: fc.constantFrom('answer', 'agree', 'takeover') },
    { weight: 1, arbitrary: fc.constant('opt-out') },
  ),
  person,
});
const pause = fc
  .constantFrom(1, 299_999, HOUR_MS, 6 * HOUR_MS, DAY_MS, 2 * DAY_MS, 4 * DAY_MS)
  .map((ms) => ({ type: 'pause', ms }));
const other = fc.constantFrom('restart', 'hold', 'send').map((type) => ({ type }));
const script = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: happening },
    { weight: 5, arbitrary: pause },
    { weight: 2, arbitrary: other },
  ),
  { minLength: 5, maxLength: 30 },
);

interface Step {
  readonly type: string;
  readonly person?: PeerId;
  readonly ms?: number;
}

/** What happened to people, as the test itself saw it. */
interface Seen {
  readonly what: 'heard' | 'own' | 'takeover' | 'refused' | 'agreed';
  readonly person: PeerId;
  readonly at: number;
}

async function live(stage: DmStage, steps: readonly Step[]): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  for (const { type, person: who = 21, ms = 0 } of steps) {
    const see = (what: Seen['what']) => seen.push({ what, person: who, at: stage.clock.now() });
    switch (type) {
      case 'hear':
        see('heard');
        await stage.hear(who);
        break;
      case 'answer':
        see('own');
        await stage.answer(who);
        break;
      case 'takeover':
        see('takeover');
        await stage.takeOver(who);
        break;
      case 'opt-out':
        see('refused');
        await stage.optOut(who);
        break;
      case 'agree':
        see('agreed');
        await stage.agree(who);
        break;
      case 'restart':
        await stage.restart();
        break;
      case 'hold':
        stage.sends = false;
        break;
      case 'send':
        stage.sends = true;
        await stage.send();
        break;
      default:
        await stage.pass(ms);
    }
    await judge(stage);
  }
  return seen;
}

/** What must hold at every moment. */
async function judge(stage: DmStage): Promise<void> {
  expect(stage.wrongs).toEqual([]);
  const open = await stage.said("state in ('queued', 'sending')");
  expect(new Set(open.map(({ peer_id }) => peer_id)).size).toBe(open.length);
}

async function judgeHistory(stage: DmStage, seen: readonly Seen[]): Promise<void> {
  const { schema } = stage.real;
  const sent = await stage.real.query<Row & { peer_id: PeerId; at: number }>(
    `select peer_id, at from ${schema}.ledger order by at, intent_id`,
  );
  const said = await stage.said();
  const { cooldownMs, takeoverMs } = stage.limits.people;
  for (const who of PEOPLE) {
    const times = sent.filter(({ peer_id }) => peer_id === who).map(({ at }) => at);
    for (const [index, at] of times.slice(1).entries()) {
      expect(at - (times[index] ?? at)).toBeGreaterThanOrEqual(cooldownMs);
    }
    const mine = seen.filter((one) => one.person === who);
    const last = (before: number, ...whats: Seen['what'][]) =>
      Math.max(
        ...mine.filter(({ what, at }) => whats.includes(what) && at < before).map(({ at }) => at),
        Number.NEGATIVE_INFINITY,
      );
    for (const { created_at, precondition, peer_id } of said) {
      if (peer_id !== who) continue;
      // Nothing is proposed to whoever refused, nor while the operator talks there.
      expect(last(created_at, 'refused')).toBeLessThanOrEqual(
        Math.max(last(created_at + 1, 'agreed'), -1),
      );
      const takenAt = mine
        .filter(({ what, at }) => what === 'takeover' && at < created_at)
        .map(({ at }) => created_at - at);
      expect(Math.min(takeoverMs, ...takenAt)).toBe(takeoverMs);
      if (!precondition) continue;
      // A follow-up goes only into a silence after the account's own word.
      const own = Math.max(
        last(created_at + 1, 'own', 'takeover'),
        ...times.filter((at) => at < created_at),
      );
      expect(last(created_at, 'heard')).toBeLessThanOrEqual(own);
    }
  }
}

describeFastestDatabase('conversations, whatever happens', (open) => {
  test(
    'one at a time to a person, with consent, not too soon, and never after the person’s word',
    async () => {
      const database = await open();
      await fc.assert(
        fc.asyncProperty(script, async (steps) => {
          await database.query(
            `truncate ${TABLES.map((t) => `${database.schema}.${t}`).join()} cascade`,
          );
          const stage = new DmStage(database, settings);
          await stage.start();
          const seen = await live(stage, steps);
          stage.sends = true;
          await stage.send();
          await stage.pass(20 * DAY_MS);
          await judge(stage);
          await judgeHistory(stage, seen);
          await stage.stop();
        }),
        { numRuns: RUNS },
      );
    },
    LONGEST_MS,
  );
});
