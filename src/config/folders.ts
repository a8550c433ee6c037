import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bad, good, type Parsed } from './parse/parsed.js';
import type { ProblemList } from './problems.js';

/** A Unix socket's path is cut by the system above this many bytes (108 with the closing zero, 104 on macOS). */
const LONGEST_SOCKET_PATH = 103;

/** Where one customer's things are. All absolute. */
export interface Folders {
  readonly customer: string;
  readonly cwd: string;
  /** `data/<customer>`: state, and the customer's files. */
  readonly data: string;
  /** Where the customer's files may be: `data` itself too for the customer "default", as older versions had it. */
  readonly files: readonly string[];
  /** Texts to try in the place of the customer's files: absolute path → text. @default none */
  readonly drafts?: ReadonlyMap<string, string>;
  readonly logs: string;
  readonly sessionFile: string;
  readonly controlSocket: string;
}

/** `CUSTOMER_ID`: it becomes part of folders' names and of a schema's. */
export function parseCustomerId(text: string): Parsed<string> {
  const remedy = 'Write what comes behind "customer", e.g. {name}=1 for data/customer1';
  if (/^customer./i.test(text)) return bad('repeats the word "customer"', remedy);
  if (/^[a-z0-9][a-z0-9_-]{0,49}$/i.test(text)) return good(text);
  return bad('is not made of letters, digits, - and _ (at most 50)', remedy);
}

/** Finds a customer's folders; makes nothing. */
export function findFolders(customer: string, cwd: string, problems: ProblemList): Folders {
  const own = customer === 'default' ? 'default' : `customer${customer}`;
  const forms = [...new Set([own, customer, `customer${customer}`])];
  const present = forms.filter((form) => existsSync(join(cwd, 'data', form)));
  const [first, second] = present;
  if (first !== undefined && second !== undefined) {
    problems.add(
      `Both data/${first} and data/${second} exist for the customer ${customer}`,
      'Move what is in one of them into the other, and remove it',
    );
  }
  const data = resolve(cwd, 'data', first ?? own);
  const controlSocket = join(data, 'control.sock');
  if (Buffer.byteLength(controlSocket) > LONGEST_SOCKET_PATH) {
    problems.add(
      `The path of the control socket is longer than ${LONGEST_SOCKET_PATH} bytes: ${controlSocket}`,
      'Run postaci from a folder with a shorter path',
    );
  }
  return {
    customer,
    cwd,
    data,
    files: customer === 'default' ? [data, resolve(cwd, 'data')] : [data],
    logs: resolve(cwd, 'logs', own),
    sessionFile: resolve(cwd, 'sessions', `${own}.session`),
    controlSocket,
  };
}
