import { localClock } from '../../../lib/local-time.js';
import { listPauses } from '../../../outbox/pauses.js';
import { rememberedPeers } from '../../../services/message/target-rows.js';
import type { Account } from '../../account.js';
import { readHealth } from '../../account-record.js';
import { readBudgets } from '../../budgets.js';
import type { Ground } from '../../ground.js';
import { readPlan } from '../../plan.js';
import type { Road } from '../../road.js';
import { canWrite } from '../alert.js';
import type { ModelCap } from '../model-cap.js';
import { openedBreaker } from './breaker.js';
import type { LiveFacts } from './live-facts.js';
import { barredPlaces, type Place } from './place.js';
import { failingServices, keptConfiguration, lostLine } from './running.js';
import { longSilence, OVERDUE_MS, type SilenceFacts } from './silence.js';
import { spentBudgets } from './spent.js';
import { readBars, readBreaker, readLastSent, readUnsent } from './stored-facts.js';
import type { Look } from './watch.js';

/** What a look looks at. */
export interface LookOptions {
  readonly ground: Pick<Ground, 'config' | 'database'>;
  readonly account: Pick<Account, 'key'> & {
    readonly messenger: Pick<Account['messenger'], 'connection'>;
  };
  readonly road: () => Pick<Road, 'message' | 'dm' | 'comment'>;
  readonly live: LiveFacts;
  readonly modelCap?: ModelCap;
}

const NEVER_SEEN = { health: 'ok', reason: '', since: 0, until: null } as const;

/** Reads everything that incidents follow from, and says what it shows. @throws what the database throws */
export async function lookAround(options: LookOptions, now: number): Promise<Look> {
  const { ground, account, live, modelCap } = options;
  const { config, database } = ground;
  const local = localClock(config.limits.timeZone);
  const { connection } = account.messenger;
  live.noteLine(connection, now);
  const health = (await readHealth(database, account.key)) ?? NEVER_SEEN;
  const breaker = await readBreaker(database, account.key, now);
  const bars = await readBars(database, account.key);
  const places = await readPlaces(options);
  const budgets = await readBudgets(database, account.key, config.limits, now, config.llm);
  const silence = await readSilence(options, now);
  const modelUntil = modelCap?.until;
  return {
    canWrite: canWrite(health.health),
    sights: [
      ...openedBreaker(breaker, health, local),
      ...barredPlaces({ bars, places }),
      ...longSilence({
        ...silence,
        local,
        health: health.health,
        online: connection === 'online',
      }),
      ...spentBudgets({ now, local, budgets, modelUntil }),
      ...failingServices(live.services(now)),
      ...keptConfiguration(live.configurationProblem),
      ...lostLine(live.line.reach(now), local),
    ],
  };
}

async function readPlaces({ ground, account, road }: LookOptions): Promise<readonly Place[]> {
  const { message, comment } = road();
  const reports = message.reports();
  const remembered = reports.every(({ peer }) => peer)
    ? new Map<string, number>()
    : await rememberedPeers(ground.database, account.key);
  const groups = reports.map((report): Place => {
    const peer = report.peer?.id ?? remembered.get(report.written);
    const looked = report.reachable || report.problems.length > 0;
    return placeOf(report.written, peer, looked ? report : undefined);
  });
  const channels = (comment?.channels() ?? []).map(({ channel, report }) =>
    placeOf(channel.written, report?.peer?.id, report),
  );
  return [...groups, ...channels];
}

function placeOf(written: string, peer: Place['peer'], report: Place['report']): Place {
  return { written, ...(peer === undefined ? {} : { peer }), ...(report ? { report } : {}) };
}

type Silence = Omit<SilenceFacts, 'local' | 'health' | 'online'>;

/** Asked in steps: on most days the first answer is enough. */
async function readSilence(options: LookOptions, now: number): Promise<Silence> {
  const { ground, account, road, live } = options;
  const { config, database } = ground;
  const paused = (await listPauses(database, account.key)).length > 0;
  const resumedAt = live.notePaused(paused, now);
  const afterMs = config.alerts.silentAfterMs;
  const lastSentAt = (await readLastSent(database, account.key)) ?? live.startedAt;
  const silence = { now, afterMs, startedAt: live.startedAt, resumedAt, lastSentAt };
  const nothing = { unsent: undefined, nextAt: undefined };
  if (afterMs === undefined || paused || !live.running || now - lastSentAt < afterMs) {
    return { ...silence, ...nothing, expected: !paused && live.running };
  }
  const unsent = await readUnsent(database, account.key, {
    dueBefore: now - OVERDUE_MS,
    lastSentAt,
  });
  const [next] = await readPlan(database, account.key, road(), 1);
  const { services, message, comment } = config;
  const configured =
    (services.includes('message') && message.targets.length > 0) ||
    (services.includes('comment') && comment.channels.length > 0 && comment.mode !== 'dry');
  return { ...silence, unsent, nextAt: next?.at, expected: configured || unsent !== undefined };
}
