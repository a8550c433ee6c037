import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Clock } from '../../core/clock.js';
import { hash64 } from '../world/seeded.js';
import { completionBody } from './completion.js';
import { type CompletionRequest, completionRequest } from './completion-request.js';
import { compose } from './compose.js';
import { ModelError } from './model-error.js';
import type { ModelEffect } from './model-fault.js';
import type { ModelFaults } from './model-faults.js';
import { noModel, struckCompletion, struckError } from './struck.js';

/** The models that are there; the first is that of the usual settings. */
export const MODELS = ['llama3.1:8b', 'sandbox-small'] as const;

export interface ModelServerParts {
  readonly clock: Clock;
  readonly seed: number;
  readonly faults: ModelFaults;
  /** Ends the faults that last. */
  readonly signal: AbortSignal;
}

/** A request that was heard, for tests and the curious. Keys are not kept. */
export interface HeardRequest {
  readonly at: number;
  readonly model: string;
  readonly messages: CompletionRequest['messages'];
  readonly fault: ModelEffect['kind'] | null;
}

const MOST_BODY_BYTES = 1024 * 1024;
const MOST_HEARD = 100;
const SLOW_MS = 5_000;

/** A language model in a box: an OpenAI-compatible endpoint on 127.0.0.1 that accepts any key. */
export class ModelServer {
  readonly #parts: ModelServerParts;
  readonly #server: Server;
  #heard: readonly HeardRequest[] = [];
  #answers = 0;

  constructor(parts: ModelServerParts) {
    this.#parts = parts;
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch((error: unknown) => {
        if (error instanceof ModelError) {
          send(response, error.status, error, error.headers);
          return;
        }
        response.destroy();
        if (!parts.signal.aborted) process.emitWarning(error instanceof Error ? error : `${error}`);
      });
    });
  }

  /** The latest hundred, oldest first. */
  get heard(): readonly HeardRequest[] {
    return this.#heard;
  }

  /** The faults that are set for it. */
  get faults(): ModelFaults {
    return this.#parts.faults;
  }

  /** @param port 0 takes a free one. @returns the address up to where `/chat/completions` follows */
  async start(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}/v1`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const route = `${request.method} ${decodeURIComponent(pathname)}`;
    const model = MODELS.find((name) => route === `GET /v1/models/${name}`);
    if (route === 'GET /v1/models') {
      send(response, 200, { object: 'list', data: MODELS.map((name) => this.#describe(name)) });
    } else if (model) {
      send(response, 200, this.#describe(model));
    } else if (route.startsWith('GET /v1/models/')) {
      throw noModel(route.slice('GET /v1/models/'.length));
    } else if (route === 'POST /v1/chat/completions') {
      await this.#complete(completionRequest(await jsonBody(request)), response);
    } else {
      throw new ModelError(404, `Invalid URL (${route})`, { type: 'invalid_request_error' });
    }
  }

  #describe(id: string): object {
    return { id, object: 'model', created: this.#seconds(), owned_by: 'sandbox' };
  }

  #seconds(): number {
    return Math.floor(this.#parts.clock.now() / 1_000);
  }

  async #complete(asked: CompletionRequest, response: ServerResponse): Promise<void> {
    const { clock, seed, faults, signal } = this.#parts;
    const effect = faults.strike();
    const { model, messages } = asked;
    const heard = { at: clock.now(), model, messages, fault: effect?.kind ?? null };
    this.#heard = [...this.#heard, heard].slice(-MOST_HEARD);
    if (effect?.kind === 'hang') return;
    if (effect?.kind === 'slow') {
      await clock.sleepUntil(clock.now() + (effect.ms ?? SLOW_MS), signal);
    }
    const error = struckError(effect, asked, clock.now());
    if (error) throw error;
    if (!MODELS.some((name) => name === model)) throw noModel(model);
    const completion = await struckCompletion(effect, await compose(seed, messages), asked);
    this.#answers++;
    const id = BigInt.asUintN(64, hash64(seed, 'completion', this.#answers)).toString(36);
    const body = completionBody(asked, completion, { id, created: this.#seconds() });
    if (effect?.kind === 'malformed') sendHalf(response, body, 'ended');
    else if (effect?.kind === 'cut') sendHalf(response, body, 'broken');
    else send(response, 200, body, { 'x-request-id': `req_${id}` });
  }
}

function send(
  response: ServerResponse,
  status: number,
  content: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(content));
}

/** Half of a body: as if it were all of it, or with the line breaking behind it. */
function sendHalf(response: ServerResponse, content: object, how: 'ended' | 'broken'): void {
  const whole = JSON.stringify(content);
  const half = whole.slice(0, whole.length / 2);
  const promised = how === 'broken' ? Buffer.byteLength(whole) : Buffer.byteLength(half);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': promised });
  if (how === 'ended') response.end(half);
  else response.write(half, () => response.destroy());
}

async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BODY_BYTES) {
      throw new ModelError(413, 'The body is too large.', { type: 'invalid_request_error' });
    }
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw ModelError.badRequest('We could not parse the JSON body of your request.', null);
  }
}
