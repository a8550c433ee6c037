import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { ERRORS, type ErrorCode, PostaciError } from '../core/errors.js';
import type { Control, ControlHandlers } from './contract/control.js';
import type { StreamedEvent } from './contract/stream.js';
import { readFrames } from './events/read-frames.js';
import type { ControlFailure } from './failure.js';
import { requestOf } from './routes/arguments.js';
import type { Route } from './routes/route.js';
import { OWN_ROUTES, ROUTES } from './routes/table.js';

/** A daemon that says nothing for this long is taken for dead; checking many groups takes a while. */
const ANSWER_TIMEOUT_MS = 120_000;

/**
 * Speaks to a running daemon over its socket: the contract, by the same table as the server.
 * Every call throws PostaciError `DAEMON_NOT_RUNNING` when nobody answers there, and the daemon's own
 * errors as they are.
 */
export function connectControl(socketPath: string): Control {
  const calls = ROUTES.map(([name, route]) => [
    name,
    (...given: readonly unknown[]) => call(socketPath, route, requestOf(route.takes, given)),
  ]);
  return {
    ...(Object.fromEntries(calls) as ControlHandlers),
    events: (signal, after) => readEvents(socketPath, signal, after),
  };
}

async function call(socketPath: string, route: Route, sent: object): Promise<unknown> {
  const { method, path } = route;
  const empty = Object.keys(sent).length === 0;
  const response =
    method === 'GET'
      ? await open({ socketPath, method, path: empty ? path : `${path}?${queryOf(sent)}` })
      : await open({ socketPath, method, path }, empty ? undefined : JSON.stringify(sent));
  const text = await readText(response).catch((error: unknown) => {
    throw notRunning(socketPath, error);
  });
  if (response.statusCode === 200 && route.mediaType) return text;
  const answer = parse(socketPath, text);
  const said = response.statusCode === 200 || (route.no && !('code' in answer));
  if (!said) throw asError(answer as ControlFailure);
  return route.answer === 'done' ? undefined : answer;
}

interface Target {
  readonly socketPath: string;
  readonly method: string;
  readonly path: string;
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

function open(target: Target, body?: string): Promise<IncomingMessage> {
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  const options = { timeout: ANSWER_TIMEOUT_MS, headers, ...target };
  return new Promise((resolve, reject) => {
    const outgoing = request(options, resolve);
    outgoing.on('timeout', () => outgoing.destroy(new Error('the daemon did not answer')));
    outgoing.on('error', (error) => reject(notRunning(target.socketPath, error)));
    outgoing.end(body);
  });
}

/** @throws when the daemon goes while it answers */
async function readText(response: IncomingMessage): Promise<string> {
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response) text += chunk;
  return text;
}

/** @throws PostaciError `DAEMON_NOT_RUNNING` when it is no daemon that answers */
function parse(socketPath: string, text: string): object {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null) return answer;
  } catch (error) {
    throw notRunning(socketPath, error);
  }
  throw notRunning(socketPath, 'something else answers there');
}

function notRunning(socketPath: string, cause: unknown): PostaciError {
  return new PostaciError(
    'DAEMON_NOT_RUNNING',
    `no daemon answers on ${socketPath}${detailOf(cause)}`,
    'Start it with: postaci run --env-file envs/<customer>.env. One that was started just now answers in a moment.',
    { cause },
  );
}

/** What a missing or a deserted socket means is said already. */
function detailOf(cause: unknown): string {
  if (!(cause instanceof Error)) return ` (${cause})`;
  const { code } = cause as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ECONNREFUSED' ? '' : ` (${cause.message})`;
}

function asError({ code, problem, remedy }: ControlFailure): Error {
  if (code in ERRORS) return new PostaciError(code as ErrorCode, problem, remedy);
  return new Error(`the daemon failed: ${problem}. ${remedy}`);
}

function queryOf(sent: object): URLSearchParams {
  const set = Object.entries(sent).filter(([, value]) => value !== undefined);
  return new URLSearchParams(set.map(([name, value]): [string, string] => [name, String(value)]));
}

async function* readEvents(
  socketPath: string,
  signal: AbortSignal,
  after?: string,
): AsyncGenerator<StreamedEvent> {
  const { method, path } = OWN_ROUTES.events;
  const headers = after === undefined ? {} : { 'last-event-id': after };
  const response = await open({ socketPath, method, path, signal, headers });
  if (response.statusCode !== 200) {
    throw asError(parse(socketPath, await readText(response)) as ControlFailure);
  }
  try {
    for await (const { id, data } of readFrames(response)) {
      yield { id, event: JSON.parse(data) as StreamedEvent['event'] };
    }
  } catch (error) {
    // The daemon has ended, and the stream with it.
    if (!signal.aborted && !response.errored) throw error;
  } finally {
    response.destroy();
  }
}
