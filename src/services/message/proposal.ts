import type { Database, Queryable } from '../../core/database.js';
import { PostaciError } from '../../core/errors.js';
import type { Logger } from '../../core/logger.js';
import type { Outbox } from '../../core/outbox.js';
import type { MessageSettings, MessageTemplate } from '../../core/settings.js';
import type { Random } from '../../lib/seeded-random.js';
import { type Rotation, rotate, withIntent } from '../../lib/templates/rotation.js';
import { renderTemplate, templateValues } from '../../lib/templates/template.js';
import { namesTarget, postingTopic, targetThread } from './rules.js';
import { planRun } from './run-plan.js';
import type { Place } from './schedule.js';
import { type Fate, fateOf, heardPerHour, lockTarget, saveTarget } from './target-rows.js';
import type { ReadyTarget } from './targets.js';

/** How far back the liveliness of a group is looked at, in hours. */
const TRAFFIC_HOURS = 3;

/** What a proposal stands on. */
export interface ProposalDependencies {
  readonly account: string;
  readonly customer: string;
  readonly database: Database;
  readonly outbox: Outbox;
  readonly logger: Logger;
  readonly random: Random;
}

/** One target whose time may have come, under the settings of the moment. */
export interface Turn {
  readonly ready: ReadyTarget;
  readonly place: Place;
  readonly settings: MessageSettings;
  readonly timeZone: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Gives a due target its turn, in one transaction: proposes a message, remembers which template went, and
 * sets the next due time. Done twice (after a crash, after an unknown commit) it is done once: the due time
 * is the key of the message.
 * @returns the next due time; milliseconds since the epoch
 */
export async function takeTurn(dependencies: ProposalDependencies, turn: Turn): Promise<number> {
  const { account, database, outbox, logger, random } = dependencies;
  const { ready, place, settings, timeZone, now } = turn;
  const { schedule } = ready.target;
  let proposed = false;
  const nextDueAt = await database.transaction(async (tx) => {
    const state = await lockTarget(tx, account, ready.key);
    if (!state) throw new Error(`the target ${ready.key} is gone from message_targets`);
    if (state.nextDueAt > now) return state.nextDueAt;
    const plan = planRun({
      schedule,
      timeZone,
      place,
      missedRuns: settings.missedRuns,
      now,
      dueAt: state.nextDueAt,
      ...(state.lastDueAt !== undefined && { lastDueAt: state.lastDueAt }),
      heardPerHour: await liveliness(tx, dependencies, turn),
      random,
    });
    const { fate, rotation: before } = await settle(tx, state.rotation, now);
    if (fate === 'open') {
      logger.debug('the message before is still on its way', { target: ready.target.written });
    }
    const { speakAt } = plan;
    proposed = speakAt !== undefined && fate !== 'open';
    const rotation =
      speakAt === undefined || fate === 'open'
        ? before
        : await propose(tx, dependencies, turn, { dueAt: state.nextDueAt, speakAt, before });
    const lastDueAt = plan.turn ? (plan.speakAt ?? now) : state.lastDueAt;
    await saveTarget(tx, account, ready.key, {
      nextDueAt: plan.nextDueAt,
      ...(lastDueAt !== undefined && { lastDueAt }),
      rotation,
    });
    return plan.nextDueAt;
  });
  if (proposed) outbox.kick();
  return nextDueAt;
}

async function liveliness(
  tx: Queryable,
  { account }: ProposalDependencies,
  { ready, now }: Turn,
): Promise<number> {
  if (ready.target.schedule.kind !== 'traffic') return 0;
  return heardPerHour(tx, account, ready.peer.id, { now, hours: TRAFFIC_HOURS });
}

/**
 * What became of the target's newest message, and the rotation that counts now. At most one message of a
 * target is on its way, so that what the guard holds back does not pile up.
 */
async function settle(
  tx: Queryable,
  rotation: Rotation,
  now: number,
): Promise<{ readonly fate: Fate; readonly rotation: Rotation }> {
  if (!rotation.newest) return { fate: 'seen', rotation };
  const fate = await fateOf(tx, rotation.newest.intent, now);
  return { fate, rotation: fate === 'unseen' ? rotation.newest.before : rotation };
}

/** One message to make. Times are milliseconds since the epoch. */
interface Draw {
  readonly dueAt: number;
  readonly speakAt: number;
  readonly before: Rotation;
}

/** Draws a template, renders it as of the time of sending, and proposes it; gives the rotation after it. */
async function propose(
  tx: Queryable,
  { account, customer, outbox, logger, random }: ProposalDependencies,
  { ready, settings, timeZone }: Turn,
  { dueAt, speakAt, before }: Draw,
): Promise<Rotation> {
  const templates = templatesFor(ready, settings.templates);
  if (templates.length === 0) {
    logger.warn(`${ready.target.written}: no template is for this group`, { remedy: NO_TEMPLATE });
    return before;
  }
  const drawn = rotate(templates, before, random);
  const { target, peer, key } = ready;
  const topicId = postingTopic(target.topicId);
  try {
    const values = templateValues({
      group: peer.title,
      customer,
      at: speakAt,
      timeZone,
      variables: settings.variables,
    });
    const { id } = await outbox.propose(tx, {
      account,
      service: 'message',
      budget: 'unsolicited',
      op: 'send',
      peer: peer.id,
      ...(topicId !== undefined && { topicId }),
      content: renderTemplate(drawn.template, drawn.variant, values),
      lane: account,
      thread: targetThread(key),
      priority: 'scheduled',
      notBefore: speakAt,
      expiresAt: speakAt + settings.expireAfterMs,
      dedupeKey: `${targetThread(key)}:${dueAt}`,
      ...(settings.onlyAfterOthers && { precondition: { kind: 'somebody-spoke' } }),
    });
    return withIntent(drawn.rotation, id, before);
  } catch (error) {
    // A template that can't be sent here must not stop the others: its turn is over.
    if (!isUnsendable(error)) throw error;
    logger.error(error.message, { target: target.written, template: drawn.template.id });
    return drawn.rotation;
  }
}

const NO_TEMPLATE = 'Add a template without `targets`, or name the group in one';

function templatesFor(
  { target }: ReadyTarget,
  templates: readonly MessageTemplate[],
): readonly MessageTemplate[] {
  return templates.filter(
    ({ targets }) =>
      targets.length === 0 || targets.some((written) => namesTarget(written, target)),
  );
}

/** Both are thrown before anything is written: the transaction goes on. */
function isUnsendable(error: unknown): error is PostaciError {
  return (
    error instanceof PostaciError && ['TEMPLATE_INVALID', 'INTENT_INVALID'].includes(error.code)
  );
}
