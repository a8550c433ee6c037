import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Faults } from '../faults/faults.js';
import type { Statistics } from '../methods/statistics.js';
import { strikeNow } from '../methods/struck.js';
import type { ModelServer } from '../model/model-server.js';
import type { Wire } from '../rpc.js';
import type { World } from '../world/world.js';
import { accountsReport, stateFor } from './accounts.js';
import { deleteFor, editFor, memberFor, reactFor } from './alter.js';
import { BadRequest } from './bad-request.js';
import { converseFor } from './converse.js';
import { objectBody, peerNamed, personNamed } from './fields.js';
import { parseFault, parseSudden } from './parse-fault.js';
import { parseModelFault } from './parse-model-fault.js';
import { parseRules } from './parse-rules.js';
import { personFor } from './person.js';
import { chatsReport, messagesReport, typingsReport } from './report.js';
import { sayFor } from './say.js';
import { statsReport } from './stats.js';

/** What the endpoint reads and changes. */
export interface ControlParts {
  readonly world: World;
  readonly faults: Faults;
  readonly statistics: Statistics;
  readonly wire: Wire;
  readonly model: Pick<ModelServer, 'faults' | 'heard'>;
  /** Ends the faults that last. */
  readonly signal: AbortSignal;
}

type Route = (parts: ControlParts, query: URLSearchParams, body: unknown) => unknown;

const ROUTES: Readonly<Record<string, Route>> = {
  'GET /world/messages': ({ world }, query) => {
    const chat = query.get('chat');
    return messagesReport(world, chat === null ? undefined : peerNamed(world, chat, 'chat'));
  },
  'GET /world/typings': ({ world }, query) => {
    const chat = query.get('chat');
    return typingsReport(world, chat === null ? undefined : peerNamed(world, chat, 'chat'));
  },
  'GET /world/chats': ({ world }) => chatsReport(world),
  'POST /world/say': ({ world }, _query, body) => sayFor(world, body),
  'POST /world/edit': ({ world }, _query, body) => editFor(world, body),
  'POST /world/delete': ({ world }, _query, body) => deleteFor(world, body),
  'POST /world/react': ({ world }, _query, body) => reactFor(world, body),
  'POST /world/member': ({ world }, _query, body) => memberFor(world, body),
  'POST /world/person': ({ world }, _query, body) => personFor(world, body),
  'POST /world/conversations': ({ world, signal }, _query, body) =>
    converseFor(world, body, signal),
  'GET /accounts': (parts) => accountsReport(parts),
  'POST /accounts/state': (parts, _query, body) => stateFor(parts, body),
  'GET /rules': ({ world }) => world.rules,
  'POST /rules': ({ world }, _query, body) => {
    world.rules = { ...world.rules, ...parseRules(body) };
    return world.rules;
  },
  'POST /strike': (parts, _query, body) => {
    const { effect, account } = objectBody(body, '{"effect": {"kind"}, "account"}');
    const sudden = parseSudden(effect);
    const person = account === undefined ? undefined : personNamed(parts.world, account, 'account');
    strikeNow({ ...parts, nextPush: parts.faults.nextPush }, sudden, person?.id);
    parts.faults.count(sudden.kind);
    return { struck: sudden.kind };
  },
  'GET /faults': ({ faults }) => faults.list(),
  'POST /faults': ({ faults }, _query, body) => {
    const list = Array.isArray(body) ? body : [body];
    return list
      .map(parseFault)
      .map((fault) => ({ id: 'mix' in fault ? faults.mix(fault.mix) : faults.add(fault) }));
  },
  'DELETE /faults': ({ faults }, query) => {
    const id = query.get('id');
    if (id === null) faults.clear();
    else if (!faults.remove(Number(id))) throw new BadRequest(`there is no fault ${id}`, 404);
    return faults.list();
  },
  'GET /model/requests': ({ model }) => model.heard,
  'GET /model/faults': ({ model }) => model.faults.list(),
  'POST /model/faults': ({ model }, _query, body) => {
    const list = Array.isArray(body) ? body : [body];
    return list.map(parseModelFault).map((fault) => ({ id: model.faults.add(fault) }));
  },
  'DELETE /model/faults': ({ model }, query) => {
    const id = query.get('id');
    if (id === null) model.faults.clear();
    else if (!model.faults.remove(Number(id))) {
      throw new BadRequest(`the model has no fault ${id}`, 404);
    }
    return model.faults.list();
  },
  'GET /stats': ({ world, statistics, faults }) =>
    statsReport(world, { refused: statistics.refused, faults: faults.counts }),
};

/** Method and path of every route. */
export const ROUTE_NAMES: readonly string[] = Object.keys(ROUTES);

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
      throw new BadRequest(`nothing is here; there is ${ROUTE_NAMES.join(', ')}`, 404);
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
