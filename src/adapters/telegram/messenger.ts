import { Api } from 'telegram/tl/index.js';
import type { Discussions } from '../../core/discussions.js';
import type { FreezeAnswer, FreezeSource } from '../../core/health.js';
import type {
  ChatAccess,
  ConnectionState,
  Delivery,
  HistoryMessage,
  Messenger,
  Resolution,
  Self,
} from '../../core/messenger.js';
import type { Outcome } from '../../core/outcome.js';
import type { PeerId, PeerRef } from '../../core/peer.js';
import type { Signals } from '../../core/signals.js';
import type { UpdateSource } from '../../core/updates.js';
import { Inspector } from './access.js';
import { connectError } from './account-errors.js';
import { readFreeze } from './app-config.js';
import type { Caller } from './caller.js';
import { TelegramDiscussions } from './discussions/discussions.js';
import { NoAnswer, TelegramError } from './failure.js';
import { addressOf, trust } from './line/data-centres.js';
import { Doors } from './line/doors.js';
import { Link } from './line/link.js';
import { routeOf } from './line/route.js';
import { Supervisor } from './line/supervisor.js';
import { DEFAULT_TIMINGS, type Timings } from './line/timings.js';
import type { TelegramMessengerOptions } from './messenger-options.js';
import { outcomeOf } from './outcomes.js';
import { PeerBook } from './peers/peer-book.js';
import { PeerFinder } from './peers/peer-finder.js';
import { peersIn } from './peers/peers.js';
import { Resolver } from './peers/resolve.js';
import { askSelf } from './self.js';
import { Deliveries } from './sending/send.js';
import { Typist } from './sending/typing.js';
import { Hearing } from './updates/hearing.js';
import { type HistoryOptions, readHistory } from './updates/history.js';
import { Listeners } from './updates/listeners.js';
import { TelegramUpdates } from './updates/update-source.js';

/**
 * A Telegram user account behind the port. Nothing runs before `connect`.
 * @throws PostaciError `CONFIG_INVALID` for a proxy that cannot be used
 */
export function createTelegramMessenger(
  options: TelegramMessengerOptions,
): Messenger & FreezeSource {
  return new TelegramMessenger(options);
}

class TelegramMessenger implements Messenger, FreezeSource, Caller {
  readonly #options: TelegramMessengerOptions;
  readonly #timings: Timings;
  readonly #route;
  readonly #doors: Doors;
  readonly #peers: PeerBook;
  readonly #finder: PeerFinder;
  readonly #resolver: Resolver;
  readonly #inspector: Inspector;
  readonly #hearing: Hearing;
  readonly signals: Signals;
  readonly discussions: Discussions;
  readonly updates: UpdateSource;
  readonly #states: Listeners<ConnectionState>;
  #state: ConnectionState = 'stopped';
  #supervisor: Supervisor | undefined;
  #deliveries: Deliveries | undefined;
  #self: Self | undefined;

  constructor(options: TelegramMessengerOptions) {
    const { account, peers, session, clock, logger, timings } = options;
    this.#options = options;
    this.#timings = { ...DEFAULT_TIMINGS, ...timings };
    this.#route = routeOf(account);
    if (account.dataCentre) trust(account.dataCentre);
    this.#doors = new Doors(
      account.dataCentre ? addressOf(session.dcId, account.dataCentre) : session,
    );
    this.#peers = new PeerBook(peers, clock, logger);
    this.#finder = new PeerFinder(this, this.#peers, clock);
    this.#resolver = new Resolver(this, this.#peers, this.#finder);
    this.#inspector = new Inspector(this, this.#peers, this.#finder);
    this.discussions = new TelegramDiscussions(this, this.#peers, this.#finder);
    this.#hearing = new Hearing({
      peers: this.#peers,
      logger,
      selfId: () => (this.#state === 'stopped' ? undefined : this.#self?.id),
      online: () => this.#state === 'online',
      serverTime: () => clock.now() + (this.#supervisor?.serverOffsetMs ?? 0),
    });
    this.#hearing.onPush((push) => this.#finder.see(push));
    this.updates = new TelegramUpdates({
      caller: this,
      peers: this.#peers,
      finder: this.#finder,
      hearing: this.#hearing,
      selfId: () => this.self.id,
    });
    this.signals = new Typist({
      caller: this,
      peers: this.#peers,
      online: () => this.#state === 'online',
      logger,
      callDeadlineMs: this.#timings.callDeadlineMs,
    });
    this.#states = new Listeners(logger);
  }

  get self(): Self {
    if (!this.#self) throw new Error('who the account is shows once it has connected');
    return this.#self;
  }

  get connection(): ConnectionState {
    return this.#state;
  }

  get ended(): Extract<Outcome, { status: 'halt' }> | undefined {
    const error = this.#supervisor?.ended;
    const outcome = error && outcomeOf(error);
    return outcome?.status === 'halt' ? outcome : undefined;
  }

  async connect(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#supervisor && this.#state !== 'stopped') return;
    const { clock, logger } = this.#options;
    const supervisor: Supervisor = new Supervisor({
      clock,
      logger,
      timings: this.#timings,
      open: (attempt) => this.#open(attempt),
      onState: (state) => this.#setState(state),
    });
    this.#supervisor = supervisor;
    try {
      await supervisor.start(signal);
    } catch (error) {
      signal.throwIfAborted();
      throw connectError(error);
    }
  }

  async disconnect(): Promise<void> {
    await this.#supervisor?.stop();
    await this.#peers.flush();
  }

  deliver(delivery: Delivery, signal: AbortSignal): Promise<Outcome> {
    if (this.#deliveries) return this.#deliveries.deliver(delivery, signal);
    return Promise.reject(new Error('the messenger has never been connected'));
  }

  forget(person: PeerId): Promise<void> {
    return this.#peers.forget(person);
  }

  resolve(ref: PeerRef, signal: AbortSignal): Promise<Resolution> {
    return this.#resolver.resolve(ref, signal);
  }

  inspect(peer: PeerId, signal: AbortSignal): Promise<ChatAccess> {
    return this.#inspector.inspect(peer, signal);
  }

  async history(
    peer: PeerId,
    options: HistoryOptions,
    signal: AbortSignal,
  ): Promise<readonly HistoryMessage[]> {
    signal.throwIfAborted();
    const known = await this.#finder.find(peer, signal);
    if (!known) throw new Error(`the account has never met ${peer}`);
    const read = await readHistory(this, known, options, this.self.id, signal);
    this.#peers.learn(read.peers);
    return read.messages;
  }

  freeze(signal: AbortSignal): Promise<FreezeAnswer> {
    return readFreeze(this, signal);
  }

  onConnection(handler: (state: ConnectionState) => void): () => void {
    return this.#states.add(handler);
  }

  invoke<R extends Api.AnyRequest>(
    request: R,
    signal: AbortSignal,
    deadlineMs?: number,
  ): Promise<R['__response']> {
    if (!this.#supervisor) return Promise.reject(new NoAnswer('OFFLINE'));
    return this.#supervisor.invoke(request, signal, deadlineMs);
  }

  async #open(signal: AbortSignal): Promise<Link> {
    try {
      const link = await this.#openHere(signal);
      if (!this.#options.account.dataCentre) this.#doors.learn(link.dataCentres);
      return link;
    } catch (error) {
      if (!(error instanceof TelegramError)) this.#doors.turn();
      throw error;
    }
  }

  async #openHere(signal: AbortSignal): Promise<Link> {
    const { account, session, clock, logger, floodWaits } = this.#options;
    const link = await Link.open(
      {
        apiId: account.apiId,
        address: this.#doors.address,
        authKey: session.authKey,
        route: this.#route,
        clock,
        logger,
        ...this.#hearing.ears,
        ...(floodWaits ? { floodWaits } : {}),
      },
      signal,
    );
    try {
      await this.#introduce(link);
      return link;
    } catch (error) {
      link.end('DISCONNECTED', error);
      throw error;
    }
  }

  /** Telegram pushes updates to clients that have asked for their state. */
  async #introduce(link: Link): Promise<void> {
    const { self, user } = await askSelf(link);
    this.#self = self;
    this.#peers.learn(peersIn([user], []));
    this.#deliveries ??= new Deliveries({
      caller: this,
      peers: this.#peers,
      finder: this.#finder,
      clock: this.#options.clock,
      selfId: self.id,
      serverOffsetMs: () => this.#supervisor?.serverOffsetMs ?? 0,
    });
    await link.invoke(new Api.updates.GetState());
  }

  #setState(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#states.tell(state);
  }
}
