import type { Clock } from '../../core/clock.js';
import type { Database, Queryable } from '../../core/database.js';
import type { Logger } from '../../core/logger.js';
import type { ChatAccess, Messenger } from '../../core/messenger.js';
import type { Outbox } from '../../core/outbox.js';
import type { Peer, PeerId } from '../../core/peer.js';
import type { PlanItem } from '../../core/plan.js';
import type { Service } from '../../core/service.js';
import type { MessageSettings } from '../../core/settings.js';
import type { TargetReport } from '../../core/target-report.js';
import { childController, isAbort } from '../../lib/abort.js';
import { Bell } from '../../lib/bell.js';
import type { Random } from '../../lib/seeded-random.js';
import { checkTemplates } from '../../lib/templates/template.js';
import { plannedTurns } from './plan.js';
import { takeTurn } from './proposal.js';
import { firstDueAt, type Place, scheduleText } from './schedule.js';
import { openTarget, rememberedPeers, saveChat } from './target-rows.js';
import { type ReadyTarget, TargetBook } from './targets.js';

/** What the message service stands on. */
export interface MessageDependencies {
  readonly account: string;
  /** `CUSTOMER_ID`, for templates. */
  readonly customer: string;
  readonly messenger: Messenger;
  readonly database: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Read at the start and at each `reload`. */
  readonly settings: () => MessageSettings;
  /** IANA name: cron expressions and the dates in templates follow it. Read like `settings`. */
  readonly timeZone: () => string;
  /** Makes known what was said in a chat while nobody listened: the hearing's `refresh`. */
  readonly refresh: (peer: PeerId, signal: AbortSignal) => Promise<void>;
  /** `allowedPeers` became known or changed: what the guard holds for it may go on. */
  readonly onAllowedPeers?: () => void;
  /** @default Math.random */
  readonly random?: Random;
}

/** Scheduled messages to groups. */
export interface MessageService extends Service {
  /** Takes the settings anew: targets come and go, changed schedules start anew, templates change. */
  reload(): void;
  /** What is known of each configured target by now. */
  reports(): readonly TargetReport[];
  /**
   * The groups of the configured targets, as far as they are found now or were at an earlier start.
   * Undefined until the service has looked: nobody can tell yet.
   */
  allowedPeers(): ReadonlySet<PeerId> | undefined;
  /** When its groups come due next, the first first. */
  plan(db: Queryable, limit: number): Promise<readonly PlanItem[]>;
}

/** What the service goes by, until it is reloaded. */
interface Plan {
  readonly settings: MessageSettings;
  readonly timeZone: string;
}

/** Makes the message service; nothing happens before it runs. */
export function createMessageService(dependencies: MessageDependencies): MessageService {
  return new ScheduledMessages(dependencies);
}

/**
 * Looks its targets up, and gives each its turn when it is due. What must survive is in `message_targets`
 * and the outbox; what is here can be read again at any time.
 */
class ScheduledMessages implements MessageService {
  readonly name = 'message';
  readonly #with: MessageDependencies & { readonly random: Random };
  readonly #book: TargetBook;
  readonly #changed = new Bell();
  readonly #dueAt = new Map<string, number>();
  #plan: Plan | undefined;
  #remembered: ReadonlyMap<string, PeerId> | undefined;

  constructor(dependencies: MessageDependencies) {
    const random = dependencies.random ?? Math.random;
    this.#with = { ...dependencies, random };
    this.#book = new TargetBook({
      messenger: dependencies.messenger,
      clock: dependencies.clock,
      logger: dependencies.logger,
      random,
      onFound: (peer, access, signal) => this.#onFound(peer, access, signal),
      onChange: () => this.#onTargets(),
    });
  }

  async run(signal: AbortSignal): Promise<void> {
    const { account, database, messenger } = this.#with;
    this.#adopt(this.#readPlan());
    this.#remembered = await rememberedPeers(database, account);
    this.#onTargets();
    const { controller, dispose } = childController(signal);
    const stopWatching = messenger.onConnection((state) => {
      if (state === 'online') this.#book.retryUnreachable();
    });
    // When one of the two fails, the other must not run on without it.
    const together = [this.#book.run(controller.signal), this.#proposeWhenDue(controller.signal)];
    const ended = together.map((part) => part.finally(() => controller.abort()));
    try {
      const results = await Promise.allSettled(ended);
      for (const result of results) {
        if (result.status === 'rejected' && !isAbort(result.reason, controller.signal)) {
          throw result.reason;
        }
      }
    } finally {
      stopWatching();
      dispose();
    }
  }

  reload(): void {
    if (!this.#plan) return;
    try {
      this.#adopt(this.#readPlan());
      this.#onTargets();
    } catch (error) {
      this.#with.logger.error('the new settings are not taken over', { error });
    }
  }

  reports(): readonly TargetReport[] {
    return this.#book.reports();
  }

  allowedPeers(): ReadonlySet<PeerId> | undefined {
    return this.#remembered && this.#book.peers(this.#remembered);
  }

  plan(db: Queryable, limit: number): Promise<readonly PlanItem[]> {
    const keys = this.#book.ready().map(({ key }) => key);
    return plannedTurns(db, this.#with.account, keys, limit);
  }

  #readPlan(): Plan {
    const settings = this.#with.settings();
    checkTemplates(settings);
    return { settings, timeZone: this.#with.timeZone() };
  }

  #adopt(plan: Plan): void {
    this.#plan = plan;
    this.#dueAt.clear();
    this.#book.set(plan.settings.targets);
  }

  #onTargets(): void {
    this.#changed.ring();
    if (this.allowedPeers()) this.#with.onAllowedPeers?.();
  }

  async #onFound(peer: Peer, access: ChatAccess, signal: AbortSignal): Promise<void> {
    const { account, database, refresh } = this.#with;
    const { slowModeSeconds } = access;
    await saveChat(database, account, peer.id, { title: peer.title, slowModeSeconds });
    await refresh(peer.id, signal);
  }

  async #proposeWhenDue(signal: AbortSignal): Promise<void> {
    const { clock } = this.#with;
    while (!signal.aborted) {
      const plan = this.#plan;
      const next = plan && (await this.#nextDue(plan));
      if (!next || next.dueAt > clock.now()) {
        await this.#changed.waitUntil(clock, next?.dueAt ?? Number.POSITIVE_INFINITY, signal);
      } else {
        const { settings, timeZone } = plan;
        const { ready } = next;
        const place = this.#placeOf(ready, plan);
        const turn = { ready, place, settings, timeZone, now: clock.now() };
        const dueAt = await takeTurn(this.#with, turn);
        if (this.#plan === plan) this.#dueAt.set(ready.key, dueAt);
      }
    }
  }

  /** The ready target that is due first. */
  async #nextDue(plan: Plan): Promise<{ ready: ReadyTarget; dueAt: number } | undefined> {
    let next: { ready: ReadyTarget; dueAt: number } | undefined;
    for (const ready of this.#book.ready()) {
      const dueAt = this.#dueAt.get(ready.key) ?? (await this.#open(ready, plan));
      if (!next || dueAt < next.dueAt) next = { ready, dueAt };
    }
    return next;
  }

  async #open(ready: ReadyTarget, plan: Plan): Promise<number> {
    const { account, database, clock, random } = this.#with;
    const { key, peer, target } = ready;
    const { timeZone } = plan;
    const place = this.#placeOf(ready, plan);
    const first = firstDueAt(target.schedule, { now: clock.now(), timeZone, place, random });
    const schedule = scheduleText(target.schedule, timeZone);
    const row = { account, key, peer: peer.id, written: target.written, schedule };
    const dueAt = await database.transaction((tx) => openTarget(tx, row, first));
    if (this.#plan === plan) this.#dueAt.set(key, dueAt);
    return dueAt;
  }

  /** A target's place among all configured ones with its schedule, found or not: it does not move. */
  #placeOf({ target }: ReadyTarget, { settings, timeZone }: Plan): Place {
    const schedule = scheduleText(target.schedule, timeZone);
    const alike = settings.targets.filter(
      (other) => scheduleText(other.schedule, timeZone) === schedule,
    );
    return { rank: Math.max(0, alike.indexOf(target)), count: alike.length };
  }
}
