/**
 * The circuit breaker: a model that is away is not asked again and again.
 *
 * ```
 *            5 failures in a row, or told to wait             the pause is over: one may try
 *   closed ─────────────────────────────────────────▶ open ──────────────────────────────────▶ half-open
 *      ▲                                                ▲ │                                     │    │
 *      │                              an answer         │ └── an answer (asked before it opened)│    │
 *      └────────────────────────────────────────────────┼───────────────────────────────────────┘    │
 *                                                       └──── a failure: the pause doubles to 15 min ┘
 * ```
 *
 * A state is a value, each event a function from one to the next.
 */
export type BreakerState =
  | { readonly name: 'closed'; readonly failures: number }
  | { readonly name: 'open'; readonly untilMs: number; readonly pauseMs: number }
  /** Somebody is trying; all others wait. */
  | { readonly name: 'half-open'; readonly pauseMs: number };

/** Failures in a row that open it. */
export const FAILURES = 5;
export const FIRST_PAUSE_MS = 60_000;
export const LONGEST_PAUSE_MS = 15 * 60_000;
/** An endpoint that asks for more than a day is asked again after one. */
const LONGEST_WISH_MS = 24 * 3_600_000;
/** While one tries, all others look again after this time. */
const TRIAL_MS = 5_000;

export const CLOSED: BreakerState = { name: 'closed', failures: 0 };

/** Somebody wants to ask. @returns how long not yet, 0 when now, and the state that follows. */
export function admit(
  state: BreakerState,
  now: number,
): { readonly waitMs: number; readonly state: BreakerState } {
  if (state.name === 'closed') return { waitMs: 0, state };
  if (state.name === 'half-open') return { waitMs: TRIAL_MS, state };
  if (now < state.untilMs) return { waitMs: state.untilMs - now, state };
  return { waitMs: 0, state: { name: 'half-open', pauseMs: state.pauseMs } };
}

/** The endpoint answered, whatever it said. */
export function answered(): BreakerState {
  return CLOSED;
}

/**
 * An attempt failed.
 * @param restMs the endpoint itself asked to be left alone for so long
 */
export function failed(state: BreakerState, now: number, restMs?: number): BreakerState {
  if (restMs !== undefined) {
    const pauseMs = state.name === 'closed' ? FIRST_PAUSE_MS : state.pauseMs;
    const untilMs = now + Math.min(restMs, LONGEST_WISH_MS);
    if (state.name === 'open' && state.untilMs >= untilMs) return state;
    return { name: 'open', untilMs, pauseMs };
  }
  if (state.name === 'open') return state;
  if (state.name === 'half-open') {
    const pauseMs = Math.min(2 * state.pauseMs, LONGEST_PAUSE_MS);
    return { name: 'open', untilMs: now + pauseMs, pauseMs };
  }
  const failures = state.failures + 1;
  if (failures < FAILURES) return { name: 'closed', failures };
  return { name: 'open', untilMs: now + FIRST_PAUSE_MS, pauseMs: FIRST_PAUSE_MS };
}

/** An attempt was given up before anything came of it: whoever comes next may try. */
export function abandoned(state: BreakerState, now: number): BreakerState {
  if (state.name !== 'half-open') return state;
  return { name: 'open', untilMs: now, pauseMs: state.pauseMs };
}
