import type { Database } from '../../src/core/database.js';
import { type DmSettings, FOLLOW_UP_AFTER_MS } from '../../src/core/dm-settings.js';
import type { ConversationState } from '../../src/core/people.js';
import { DmStage, NOON } from './dm-stage.js';

/** In milliseconds. */
export const MINUTE_MS = 60_000;
/** A person. */
export const ADA = 11;

function followUpsOf(state: ConversationState) {
  return FOLLOW_UP_AFTER_MS[state].map((afterMs, index) => ({
    id: `${state}-${index + 1}`,
    variants: [`${state} ${index + 1}`],
    afterMs,
  }));
}

/** S3's three schedules. */
export const followUps = {
  'first-contact': followUpsOf('first-contact'),
  active: followUpsOf('active'),
  manual: followUpsOf('manual'),
} satisfies DmSettings['followUps'];

/** For whoever opted in or was imported. */
export const welcome: NonNullable<DmSettings['welcome']> = {
  id: 'welcome',
  variants: ['welcome {name}'],
  bases: ['opt_in_word', 'imported'],
};

/** For whoever opted in. */
export const invite = (id: string, afterMs: number): DmSettings['invites'][number] => ({
  id,
  variants: [`invite ${id}`],
  bases: ['opt_in_word'],
  afterMs,
});

/** The service runs. */
export async function begun(
  database: Database,
  settings: Partial<DmSettings> = {},
): Promise<DmStage> {
  const stage = new DmStage(database, { followUps, ...settings });
  await stage.start();
  return stage;
}

/** What was proposed, and how long after noon. */
export async function spoken(stage: DmStage): Promise<(readonly [string, number])[]> {
  return (await stage.said()).map(({ text, created_at }) => [text, created_at - NOON] as const);
}

/** What was proposed. */
export const texts = async (stage: DmStage) => (await stage.said()).map(({ text }) => text);
/** What became of what was proposed. */
export const states = async (stage: DmStage) => (await stage.said()).map(({ state }) => state);
