import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { createInterface } from 'node:readline';
import { ERRORS, type ErrorCode, PostaciError } from '../core/errors.js';
import type { LiveEvent } from '../core/events.js';
import type { Control } from './contract.js';
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
    why: (id) => call('GET', id === null ? ROUTES.why : `${ROUTES.why}?id=${id}`),
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
    events: (signal) => readEvents(socketPath, signal),
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

async function* readEvents(socketPath: string, signal: AbortSignal): AsyncGenerator<LiveEvent> {
  const response = await open(socketPath, 'GET', ROUTES.events, undefined, signal);
  try {
    for await (const line of createInterface({ input: response })) {
      if (line.startsWith('data: ')) yield JSON.parse(line.slice(6)) as LiveEvent;
    }
  } catch (error) {
    // The daemon has ended, and the stream with it.
    if (!signal.aborted && !response.errored) throw error;
  } finally {
    response.destroy();
  }
}
