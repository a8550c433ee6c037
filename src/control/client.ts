import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { ERRORS, type ErrorCode, PostaciError } from '../core/errors.js';
import type { LiveEvent } from '../core/events.js';
import type { Control } from './contract/control.js';
import type { StreamedEvent } from './contract/stream.js';
import type { WhyQuestion } from './contract/why.js';
import { type ControlFailure, ROUTES } from './routes.js';

/** A daemon that says nothing for this long is taken for dead; checking many groups takes a while. */
const ANSWER_TIMEOUT_MS = 120_000;

/**
 * Speaks to a running daemon over its socket.
 * Every call throws PostaciError `DAEMON_NOT_RUNNING` when nobody answers there, and the daemon's own
 * errors as they are.
 */
export function connectControl(socketPath: string): Control {
  const call = async <T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> => {
    const response = await open(socketPath, method, path, body);
    const answer = await readAnswer(response).catch((error: unknown) => {
      throw notRunning(socketPath, error);
    });
    if (response.statusCode !== 200) throw asError(answer as ControlFailure);
    return answer as T;
  };
  return {
    status: () => call('GET', ROUTES.status),
    health: () => call('GET', ROUTES.health),
    askSpamBot: () => call('POST', ROUTES.askSpamBot),
    pause: async (scope) => {
      await call('POST', ROUTES.pause, { scope });
    },
    resume: async (scope) => {
      await call('POST', ROUTES.resume, { scope });
    },
    lift: async (restriction) => {
      await call('POST', ROUTES.lift, { restriction });
    },
    checkGroups: () => call('POST', ROUTES.checkGroups),
    sendTest: (body) => call('POST', ROUTES.sendTest, body),
    why: (question) => call('GET', `${ROUTES.why}${queryOf(whyQuery(question))}`),
    settled: (id) => call('GET', `${ROUTES.settled}?id=${id}`),
    importContacts: (page) => call('POST', ROUTES.importContacts, page),
    contact: (who) => call('GET', `${ROUTES.contact}?who=${encodeURIComponent(who)}`),
    refuse: async (who) => {
      await call('POST', ROUTES.refuse, { who });
    },
    forget: (who) => call('POST', ROUTES.forget, { who }),
    users: () => call('GET', ROUTES.users),
    plan: (limit) => call('GET', `${ROUTES.plan}?limit=${limit}`),
    takeovers: () => call('GET', ROUTES.takeovers),
    liftTakeover: async (who) => {
      await call('POST', ROUTES.liftTakeover, { who });
    },
    drafts: () => call('GET', ROUTES.drafts),
    approve: async (id, text) => {
      await call('POST', ROUTES.approve, { id, text });
    },
    reject: async (id, reason) => {
      await call('POST', ROUTES.reject, { id, reason });
    },
    channels: () => call('GET', ROUTES.channels),
    checkChannels: () => call('POST', ROUTES.checkChannels),
    settings: () => call('GET', ROUTES.settings),
    changeSettings: (change) => call('POST', ROUTES.settings, change),
    limits: () => call('GET', ROUTES.limits),
    changeLimits: (change) => call('POST', ROUTES.limits, change),
    allowlist: () => call('GET', ROUTES.allowlist),
    changeAllowlist: (change) => call('POST', ROUTES.allowlist, change),
    reload: () => call('POST', ROUTES.reload),
    restart: async () => {
      await call('POST', ROUTES.restart);
    },
    stop: async () => {
      await call('POST', ROUTES.stop);
    },
    thaw: () => call('POST', ROUTES.thaw),
    debug: async (on) => {
      await call('POST', ROUTES.debug, { on });
    },
    log: (query) => call('GET', `${ROUTES.log}${queryOf({ ...query })}`),
    sent: (limit) => call('GET', `${ROUTES.sent}${queryOf({ limit })}`),
    days: (count) => call('GET', `${ROUTES.days}${queryOf({ count })}`),
    ready: () => call('GET', ROUTES.ready),
    metrics: () => call('GET', ROUTES.metrics),
    recording: (days) => call('GET', `${ROUTES.recording}${queryOf({ days })}`),
    events: (signal, after) => readEvents(socketPath, signal, after),
  };
}

function open(
  socketPath: string,
  method: string,
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<IncomingMessage> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        socketPath,
        method,
        path,
        timeout: ANSWER_TIMEOUT_MS,
        ...(signal ? { signal } : {}),
        headers: text === undefined ? {} : { 'content-type': 'application/json' },
      },
      resolve,
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('the daemon did not answer')));
    outgoing.on('error', (error) => reject(notRunning(socketPath, error)));
    outgoing.end(text);
  });
}

/** @throws when the daemon goes while it answers, and when it is no daemon that answers */
async function readAnswer(response: IncomingMessage): Promise<unknown> {
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response) text += chunk;
  return JSON.parse(text);
}

function notRunning(socketPath: string, cause: unknown): PostaciError {
  return new PostaciError(
    'DAEMON_NOT_RUNNING',
    `no daemon answers on ${socketPath} (${cause instanceof Error ? cause.message : cause})`,
    'Start it with: postaci run --env-file envs/<customer>.env',
    { cause },
  );
}

function asError({ code, problem, remedy }: ControlFailure): Error {
  if (code in ERRORS) return new PostaciError(code as ErrorCode, problem, remedy);
  return new Error(`the daemon failed: ${problem}`);
}

function whyQuery(question: WhyQuestion): Record<string, unknown> {
  if (question.about === 'id') return { id: question.id };
  return question.about === 'peer' ? { peer: question.who } : {};
}

function queryOf(values: Record<string, unknown>): string {
  const set = Object.entries(values).filter(([, value]) => value !== undefined);
  if (set.length === 0) return '';
  return `?${new URLSearchParams(set.map(([name, value]): [string, string] => [name, String(value)]))}`;
}

async function* readEvents(
  socketPath: string,
  signal: AbortSignal,
  _after?: string,
): AsyncGenerator<StreamedEvent> {
  const response = await open(socketPath, 'GET', ROUTES.events, undefined, signal);
  try {
    for await (const line of createInterface({ input: response })) {
      if (line.startsWith('data: '))
        yield { id: '', event: JSON.parse(line.slice(6)) as LiveEvent };
    }
  } catch (error) {
    // The daemon has ended, and the stream with it.
    if (!signal.aborted && !response.errored) throw error;
  } finally {
    response.destroy();
  }
}
