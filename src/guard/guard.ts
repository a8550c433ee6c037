import type { Guard } from '../core/guard.js';
import type { PeerId } from '../core/peer.js';
import type { Limits } from '../core/settings.js';
import { readFacts } from './facts.js';
import { judge } from './judge.js';

/** What the guard holds sends against; asked anew for each decision, so that all can be replaced at run time. */
export interface GuardOptions {
  /** Frozen: a change is a new object. Tell the sender (`wakeAll`) when it changed. */
  readonly limits: () => Limits;
  /**
   * The peers of the configured targets. Undefined until each of them was looked up: a peer that is not
   * among them is refused for good, so a set that still grows would lose what was queued before a restart.
   */
  readonly allowedPeers: () => ReadonlySet<PeerId> | undefined;
  /**
   * The people that the operator's own words may go to: the account itself (Saved Messages) and @SpamBot.
   * Everybody else needs consent, so it must be complete before the sender runs.
   */
  readonly ownPeers: () => ReadonlySet<PeerId>;
  /** What a person is remembered by who was forgotten; undefined when nobody was. */
  readonly forgottenHash: (person: PeerId) => Uint8Array | undefined;
}

/** Decides when an intent may go: every rule over the facts of one moment. */
export function createGuard(options: GuardOptions): Guard {
  const guard: Guard = {
    async decide(tx, intent, now) {
      const standing = {
        limits: options.limits(),
        allowedPeers: options.allowedPeers(),
        ownPeers: options.ownPeers(),
      };
      const hash = intent.peer > 0 ? options.forgottenHash(intent.peer) : undefined;
      return judge(await readFacts(tx, intent, standing, hash, now), intent, now);
    },
    foresee(tx, draft, now) {
      return guard.decide(tx, { ...draft, ...NOT_YET, nextAt: now, createdAt: now }, now);
    },
  };
  return guard;
}

/** What an intent has that nobody has proposed yet: ids begin with 1. */
const NOT_YET = { id: 0, state: 'queued', randomIds: [], attempts: 0 } as const;
