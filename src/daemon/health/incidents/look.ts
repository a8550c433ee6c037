import type { Config } from '../../../core/config.js';
import type { Database } from '../../../core/database.js';
import type { ConnectionState } from '../../../core/messenger.js';
import type { TargetReport } from '../../../core/target-report.js';
import { localClock } from '../../../lib/local-time.js';
import { listPauses } from '../../../outbox/pauses.js';
import type { ChannelStanding } from '../../../services/comment/channel-book.js';
import { rememberedPeers } from '../../../services/message/target-rows.js';
import { readHealth } from '../../account-record.js';
import { readBudgets } from '../../budgets.js';
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
  readonly account: string;
  readonly database: Database;
  /** In force now. */
  readonly settings: () => Pick<
    Config,
    'alerts' | 'comment' | 'limits' | 'llm' | 'message' | 'services'
  >;
  readonly connection: () => ConnectionState;
  /** What is known of each configured group, and of each channel for comments. */
  readonly groups: () => readonly TargetReport[];
  readonly channels: () => readonly Pick<ChannelStanding, 'channel' | 'report'>[];
  /** When anything is due next; undefined: nothing is planned. */
  readonly nextAt: () => Promise<number | undefined>;
  readonly live: LiveFacts;
  readonly modelCap?: ModelCap;
}

const NEVER_SEEN = { health: 'ok', reason: '', since: 0, until: null } as const;

/** Reads everything that incidents follow from, and says what it shows. @throws what the database throws */
export async function lookAround(options: LookOptions, now: number): Promise<Look> {
  const { account, database, live, modelCap } = options;
  const { limits, llm } = options.settings();
  const local = localClock(limits.timeZone);
  const connection = options.connection();
  live.noteLine(connection, now);
  const health = (await readHealth(database, account)) ?? NEVER_SEEN;
  const breaker = await readBreaker(database, account, now);
  const bars = await readBars(database, account);
  const places = await readPlaces(options);
  const budgets = await readBudgets(database, account, limits, now, llm);
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

async function readPlaces(options: LookOptions): Promise<readonly Place[]> {
  const { account, database } = options;
  const reports = options.groups();
  const remembered = reports.every(({ peer }) => peer)
    ? new Map<string, number>()
    : await rememberedPeers(database, account);
  const groups = reports.map((report): Place => {
    const peer = report.peer?.id ?? remembered.get(report.written);
    const looked = report.reachable || report.problems.length > 0;
    return placeOf(report.written, peer, looked ? report : undefined);
  });
  const channels = options
    .channels()
    .map(({ channel, report }) => placeOf(channel.written, report?.peer?.id, report));
  return [...groups, ...channels];
}

function placeOf(written: string, peer: Place['peer'], report: Place['report']): Place {
  return { written, ...(peer === undefined ? {} : { peer }), ...(report ? { report } : {}) };
}

type Silence = Omit<SilenceFacts, 'local' | 'health' | 'online'>;

/** Asked in steps: on most days the first answer is enough. */
async function readSilence(options: LookOptions, now: number): Promise<Silence> {
  const { account, database, live } = options;
  const { alerts, services, message, comment } = options.settings();
  const paused = (await listPauses(database, account)).length > 0;
  const resumedAt = live.notePaused(paused, now);
  const afterMs = alerts.silentAfterMs;
  const lastSentAt = (await readLastSent(database, account)) ?? live.startedAt;
  const silence = { now, afterMs, startedAt: live.startedAt, resumedAt, lastSentAt };
  const nothing = { unsent: undefined, nextAt: undefined };
  if (afterMs === undefined || paused || !live.running || now - lastSentAt < afterMs) {
    return { ...silence, ...nothing, expected: !paused && live.running };
  }
  const unsent = await readUnsent(database, account, {
    dueBefore: now - OVERDUE_MS,
    lastSentAt,
  });
  const nextAt = await options.nextAt();
  const configured =
    (services.includes('message') && message.targets.length > 0) ||
    (services.includes('comment') && comment.channels.length > 0 && comment.mode !== 'dry');
  return { ...silence, unsent, nextAt, expected: configured || unsent !== undefined };
}
