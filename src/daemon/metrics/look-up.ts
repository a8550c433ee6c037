import type { ServiceName } from '../../core/intent.js';
import type { ConnectionState } from '../../core/messenger.js';
import type { Labels, Measured, MetricFamily } from '../../core/metrics.js';
import type { Inbox } from '../../inbox/inbox.js';
import { BoundedLabels } from './bounded-labels.js';
import type { DatabaseFigures } from './database-figures.js';
import { HEALTHS, OPEN_STATES, SERVICE_STATES } from './label-lists.js';
import { LOOKED_UP } from './looked-up.js';

/** What the process knows of itself. */
export interface Scene {
  readonly connection: ConnectionState;
  readonly hearing: Inbox['state'];
  readonly services: readonly {
    readonly name: ServiceName;
    readonly state: (typeof SERVICE_STATES)[number];
  }[];
}

/** What was read beside it. */
export interface Known {
  /** Undefined: the database is away. */
  readonly figures: DatabaseFigures | undefined;
  /** What it said when it was there last. */
  readonly lastKnown: DatabaseFigures | undefined;
  readonly tookMs: number;
  readonly build: Labels;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

type Lines = readonly (readonly [labels: Labels, value: number | null | undefined])[];

/** What is so now. Where nobody knows a figure it has no line. */
export function lookUp(scene: Scene, known: Known): readonly Measured[] {
  const bounded = new BoundedLabels();
  const lines = linesOf(scene, known);
  return Object.entries(LOOKED_UP).map(([key, family]: [string, MetricFamily]) => {
    const samples = lines[key as keyof typeof LOOKED_UP].flatMap(([labels, value]) =>
      value === null || value === undefined ? [] : [{ labels: bounded.of(family, labels), value }],
    );
    return { family, samples };
  });
}

function linesOf(scene: Scene, known: Known): Readonly<Record<keyof typeof LOOKED_UP, Lines>> {
  const { connection, hearing, services } = scene;
  const { figures, lastKnown, tookMs, build, now } = known;
  const paused = lastKnown?.paused ?? [];
  return {
    build: [[build, 1]],
    connection: one(flag(connection === 'online')),
    // A health and a pause outlast a database that is away for a while; depths and budgets don't.
    health: lastKnown?.health
      ? HEALTHS.map((health) => [{ health }, flag(health === lastKnown.health)])
      : [],
    service: services.flatMap(({ name, state: now }) =>
      SERVICE_STATES.map((state) => [{ service: name, state }, flag(state === now)] as const),
    ),
    paused: services.map(({ name }) => [
      { service: name },
      lastKnown && flag(paused.includes('*') || paused.includes(name)),
    ]),
    lease: one(figures && flag(figures.leased)),
    databaseUp: one(flag(figures !== undefined)),
    databaseSeconds: one(tookMs / 1_000),
    queue: OPEN_STATES.map((state) => [{ state }, figures?.queue[state]]),
    restrictions: ['account', 'people', 'peer'].map((scope) => [
      { scope },
      figures && (figures.restrictions[scope] ?? 0),
    ]),
    inboxWaiting: one(figures?.inbox.waiting),
    inboxFailed: one(figures?.inbox.failed),
    inboxLag: one(figures && Math.max(0, now - (figures.inbox.waitingSince ?? now)) / 1_000),
    pending: one(hearing.pending),
    catchingUp: one(hearing.catchingUp.length),
    lastHeard: one(hearing.lastHeardAt && hearing.lastHeardAt / 1_000),
    lastSent: one(lastKnown?.lastSentAt && lastKnown.lastSentAt / 1_000),
    budgetSpent: figures?.budgets.map(({ name, spent }) => [{ budget: name }, spent]) ?? [],
    budgetCap: figures?.budgets.map(({ name, cap }) => [{ budget: name }, cap]) ?? [],
  };
}

function one(value: number | null | undefined): Lines {
  return [[{}, value]];
}

function flag(value: boolean): number {
  return value ? 1 : 0;
}
