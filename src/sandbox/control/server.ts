import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Faults } from '../faults/faults.js';
import type { Statistics } from '../methods/statistics.js';
import type { World } from '../world/world.js';
import { BadRequest } from './bad-request.js';
import { parseFault } from './parse-fault.js';
import { chatsReport, messagesReport } from './report.js';
import { peerNamed, sayFor } from './say.js';
import { statsReport } from './stats.js';

/** What the endpoint reads and changes. */
export interface ControlParts {
  readonly world: World;
  readonly faults: Faults;
  readonly statistics: Statistics;
}

type Route = (parts: ControlParts, query: URLSearchParams, body: unknown) => unknown;

const ROUTES: Readonly<Record<string, Route>> = {
  'GET /world/messages': ({ world }, query) => {
    const chat = query.get('chat');
    return messagesReport(world, chat === null ? undefined : peerNamed(world, chat, 'chat'));
  },
  'GET /world/chats': ({ world }) => chatsReport(world),
  'POST /world/say': ({ world }, _query, body) => sayFor(world, body),
  'GET /faults': ({ faults }) => faults.list(),
  'POST /faults': ({ faults }, _query, body) => {
    const list = Array.isArray(body) ? body : [body];
    return list.map(parseFault).map((fault) => ({ id: faults.add(fault) }));
  },
  'DELETE /faults': ({ faults }, query) => {
    const id = query.get('id');
    if (id === null) faults.clear();
    else if (!faults.remove(Number(id))) throw new BadRequest(`there is no fault ${id}`, 404);
    return faults.list();
  },
  'GET /stats': ({ world, statistics }) => statsReport(world, statistics.refused),
};

const MOST_BODY_BYTES = 1024 * 1024;

/** The control endpoint: JSON over HTTP on 127.0.0.1, for tests, the demo and the curious. */
export class ControlServer {
  readonly #server: Server;

  constructor(parts: ControlParts) {
    this.#server = createServer((request, response) => {
      void answer(parts, request).then(({ status, content }) => {
        response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
        response.end(`${JSON.stringify(content)}\n`);
      });
    });
  }

  /** @param port 0 takes a free one. @returns the endpoint's URL, without a slash at its end. */
  async start(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}

async function answer(parts: ControlParts, request: IncomingMessage) {
  try {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const route = ROUTES[`${request.method} ${url.pathname}`];
    if (!route) {
      const known = Object.keys(ROUTES).join(', ');
      throw new BadRequest(`nothing is here; there is ${known}`, 404);
    }
    const body = request.method === 'POST' ? await jsonBody(request) : undefined;
    return { status: 200, content: route(parts, url.searchParams, body) };
  } catch (error) {
    if (error instanceof BadRequest) {
      return { status: error.status, content: { error: error.message } };
    }
    process.emitWarning(error instanceof Error ? error : String(error));
    return { status: 500, content: { error: 'the sandbox has a bug; see its warnings' } };
  }
}

async function jsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MOST_BODY_BYTES) throw new BadRequest('the body is over 1 MB', 413);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new BadRequest('the body is not JSON');
  }
}
