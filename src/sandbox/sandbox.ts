import { setMaxListeners } from 'node:events';
import type { Clock } from '../core/clock.js';
import type { PeerId } from '../core/peer.js';
import { Releasers } from '../lib/releasers.js';
import { systemClock } from '../lib/system-clock.js';
import { ControlServer } from './control/server.js';
import { Faults } from './faults/faults.js';
import { type AccountState, endSessions, setAccountState } from './methods/account-state.js';
import { dispatcher } from './methods/dispatcher.js';
import { Logins } from './methods/logins.js';
import { startPushing } from './methods/push.js';
import { Statistics } from './methods/statistics.js';
import { Uploads } from './methods/uploads.js';
import { ModelFaults } from './model/model-faults.js';
import { MODELS, ModelServer } from './model/model-server.js';
import { MtprotoServer } from './mtproto/server.js';
import type { Wire } from './rpc.js';
import { startEchoBots } from './talk/echo-bots.js';
import { startSpamBot } from './talk/spam-bot.js';
import { type Rates, startTalk } from './talk/talk.js';
import { defaultScenario } from './world/default-scenario.js';
import { defaultRules, type Rules } from './world/rules.js';
import { DiskKeys, serverKeyOf } from './world/saved-keys.js';
import { openWorld } from './world/saved-world.js';
import type { Scenario } from './world/scenario.js';
import type { World } from './world/world.js';

const HOST = '127.0.0.1';
const DC_ID = 2;

export interface SandboxOptions {
  /** Of the MTProto server. @default a free one */
  readonly port?: number;
  /** Of the control endpoint. @default a free one */
  readonly controlPort?: number;
  /** Of the language model's endpoint. @default a free one */
  readonly modelPort?: number;
  /** The same seed makes the same people, ids, talk and chance. @default 1 */
  readonly seed?: number;
  /** Keeps keys and messages over a restart. @default nothing is kept */
  readonly stateDir?: string;
  /** Do the simulated people talk: as the scenario says, or so many messages an hour in a chat. @default false */
  readonly talk?: boolean | Rates;
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** @default the world of `postaci sandbox` */
  readonly scenario?: Scenario;
  /**
   * Makes logins quicker: a client factors at once what the server asks it to.
   * @default false, as hard as Telegram's
   */
  readonly easyFactors?: boolean;
  /** A new server's RSA key, PKCS#1 PEM: making one takes a while. @default the folder's, or a new one */
  readonly serverKeyPem?: string;
  /** Figures that differ from Telegram's usual ones. */
  readonly rules?: Partial<Rules>;
}

/** What a client needs to know; `postaci sandbox --json` prints it. */
export interface SandboxReady {
  readonly mtproto: {
    readonly host: string;
    readonly port: number;
    readonly dcId: number;
    /** PKCS#1. */
    readonly publicKeyPem: string;
    /** Signed, in decimal. */
    readonly fingerprint: string;
  };
  readonly control: { readonly url: string };
  /** An OpenAI-compatible endpoint: what belongs into `OPENAI_BASE_URL`, and the models that it has. */
  readonly model: { readonly baseUrl: string; readonly names: readonly string[] };
  readonly accounts: readonly SandboxAccount[];
  readonly chats: readonly {
    readonly id: PeerId;
    readonly kind: 'group' | 'supergroup' | 'channel';
    readonly title: string;
    readonly username: string | null;
  }[];
}

/** An account that can log in. */
export interface SandboxAccount {
  readonly kind: 'user';
  readonly id: PeerId;
  /** With its leading plus. */
  readonly phone: string;
  readonly code: string;
  /** Of the two-step verification; `null` when there is none. */
  readonly password: string | null;
  readonly username: string | null;
  readonly firstName: string;
}

/** A running sandbox. */
export interface Sandbox {
  readonly ready: SandboxReady;
  readonly world: World;
  readonly faults: Faults;
  /** The language model, with its faults and what it was asked. */
  readonly model: Pick<ModelServer, 'faults' | 'heard'>;
  readonly wire: Wire;
  readonly statistics: Statistics;
  /** Logs an account out everywhere, as its owner does from another device. */
  endSessions(accountId: number): void;
  /**
   * Puts an account into a state, e.g. frozen.
   * @param untilMs when a sanction ends by itself (ms since the epoch). @default never
   */
  setAccountState(accountId: number, state: AccountState, untilMs?: number): void;
  /** Stops listening, talking and writing; safe to call twice. */
  stop(): Promise<void>;
}

/**
 * Starts a Telegram in a box on 127.0.0.1.
 * @throws Error when a port is taken or the state folder holds a damaged world.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { clock = systemClock, seed = 1, stateDir } = options;
  const releasers = new Releasers();
  try {
    const { world, close } = openWorld({
      clock,
      seed,
      rules: { ...defaultRules, ...options.rules },
      scenario: options.scenario ?? defaultScenario,
      ...(stateDir === undefined ? {} : { stateDir }),
    });
    releasers.add('the journal', close);
    const faults = new Faults(world.seed);
    const statistics = new Statistics();
    const serverKey = serverKeyOf(stateDir, options.serverKeyPem);
    const ending = new AbortController();
    // Every fault that lasts listens to it.
    setMaxListeners(0, ending.signal);
    let port = options.port ?? 0;
    const server = new MtprotoServer({
      invoke: (call, context) => invoke(call, context),
      serverKey,
      clock,
      easyFactors: options.easyFactors ?? false,
      ...(stateDir === undefined ? {} : { keyStore: new DiskKeys(stateDir) }),
    });
    const invoke = dispatcher(
      {
        world,
        wire: server,
        logins: new Logins(world),
        uploads: new Uploads(world),
        dcId: DC_ID,
        address: () => ({ host: HOST, port }),
      },
      {
        faults,
        onRefused: (error) => statistics.countRefused(error),
        signal: ending.signal,
      },
    );
    releasers.add('the faults under way', () => ending.abort());
    ({ port } = await server.start({ host: HOST, port }));
    releasers.add('the MTProto server', () => server.stop());
    releasers.add('the pushes', startPushing(world, server, faults));
    releasers.add('the spam bot', startSpamBot(world));
    releasers.add('the echo bots', startEchoBots(world));
    const model = new ModelServer({
      clock,
      seed: world.seed,
      faults: new ModelFaults(world.seed),
      signal: ending.signal,
    });
    const baseUrl = await model.start(options.modelPort ?? 0);
    releasers.add('the language model', () => model.stop());
    const control = new ControlServer({
      world,
      faults,
      statistics,
      wire: server,
      model,
      signal: ending.signal,
    });
    const url = await control.start(options.controlPort ?? 0);
    releasers.add('the control endpoint', () => control.stop());
    if (options.talk) {
      const rates = options.talk === true ? scenarioRates(options.scenario) : options.talk;
      releasers.add('the talk', startTalk(world, rates));
    }
    const mtproto = {
      host: HOST,
      port,
      dcId: DC_ID,
      publicKeyPem: serverKey.publicPem,
      fingerprint: String(serverKey.fingerprint),
    };
    return {
      ready: {
        mtproto,
        control: { url },
        model: { baseUrl, names: MODELS },
        ...contentOf(world),
      },
      world,
      faults,
      model,
      wire: server,
      statistics,
      endSessions: (accountId) => endSessions(server, accountId),
      setAccountState: (accountId, state, untilMs) => {
        const person = world.state.persons.get(accountId);
        if (!person) throw new Error(`the world has no account ${accountId}`);
        setAccountState({ world, wire: server }, person, state, untilMs);
      },
      stop: () => releasers.release(),
    };
  } catch (error) {
    await releasers.release();
    throw error;
  }
}

/** The scenario's own rates, by the chats' titles. */
function scenarioRates(scenario: Scenario = defaultScenario): Rates {
  const rates = new Map(scenario.chats.map(({ title, talkPerHour = 30 }) => [title, talkPerHour]));
  return ({ title }) => rates.get(title) ?? 0;
}

function contentOf({ state }: World): Pick<SandboxReady, 'accounts' | 'chats'> {
  const accounts = [...state.persons.values()].flatMap((person): SandboxAccount[] => {
    if (!person.login) return [];
    const { phone, code, password = null } = person.login;
    return [
      {
        kind: 'user',
        id: person.id,
        phone: `+${phone}`,
        code,
        password,
        username: person.username ?? null,
        firstName: person.firstName,
      },
    ];
  });
  const chats = [...state.chats.values()].map(({ peer, kind, title, username }) => ({
    id: peer,
    kind,
    title,
    username: username ?? null,
  }));
  return { accounts, chats };
}
