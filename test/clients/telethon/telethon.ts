import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { SandboxAccount, SandboxReady } from '../../../src/sandbox/sandbox.js';

/** Debian's python3 with Debian's python3-telethon. */
const PYTHON = '/usr/bin/python3';
const SCRIPT = fileURLToPath(new URL('client.py', import.meta.url));

/** The version of Telethon that is installed, or undefined. */
export function installedTelethon(): string | undefined {
  const { status, stdout } = spawnSync(
    PYTHON,
    ['-c', 'import importlib.metadata as installed; print(installed.version("telethon"))'],
    {
      encoding: 'utf8',
    },
  );
  return status === 0 ? stdout.trim() : undefined;
}

/** What a client was told of. */
export interface HeardMessage {
  readonly text: string;
  readonly out: boolean;
  readonly chat: number;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A Python process in which unmodified Telethon clients live. End it with `end()`. */
export class TelethonProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #heard = new Map<string, HeardMessage[]>();
  #lastId = 0;

  constructor() {
    const child = spawn(PYTHON, [SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child = child;
    createInterface({ input: child.stdout }).on('line', (line) => this.#listen(line));
    this.#ended = new Promise((resolve) => {
      child.on('close', () => {
        for (const { reject } of this.#waiting.values()) reject(new Error('python has ended'));
        resolve();
      });
    });
  }

  /** A client that is connected to a sandbox. */
  async connect({ mtproto }: SandboxReady): Promise<TelethonClient> {
    const name = `client ${this.#heard.size}`;
    const heard: HeardMessage[] = [];
    this.#heard.set(name, heard);
    const { host, port, dcId: dc, publicKeyPem: key } = mtproto;
    await this.ask(name, 'connect', { host, port, dc, key });
    return new TelethonClient(this, name, heard);
  }

  /** Lets a client do something. @throws Error `ClassName: text`, as Python raised it. */
  ask(client: string, what: string, fields: Readonly<Record<string, unknown>> = {}) {
    this.#lastId++;
    const id = this.#lastId;
    return new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.stdin?.write(`${JSON.stringify({ id, client, do: what, ...fields })}\n`);
    });
  }

  end(): Promise<void> {
    this.#child.stdin?.end();
    return this.#ended;
  }

  #listen(line: string): void {
    const told = JSON.parse(line) as {
      readonly id?: number;
      readonly result?: unknown;
      readonly error?: string;
      readonly client?: string;
      readonly heard?: HeardMessage;
    };
    if (told.client !== undefined && told.heard) this.#heard.get(told.client)?.push(told.heard);
    if (told.id === undefined) return;
    const waiting = this.#waiting.get(told.id);
    this.#waiting.delete(told.id);
    if (told.error === undefined) waiting?.resolve(told.result);
    else waiting?.reject(new Error(told.error));
  }
}

/** One Telethon client. Chats are named by username. */
export class TelethonClient {
  readonly heard: readonly HeardMessage[];
  readonly #process: TelethonProcess;
  readonly #name: string;

  constructor(process: TelethonProcess, name: string, heard: readonly HeardMessage[]) {
    this.#process = process;
    this.#name = name;
    this.heard = heard;
  }

  /** Lets it do what the script knows, by the script's own names. */
  async do(what: string, fields: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    return this.#process.ask(this.#name, what, fields);
  }

  /** Logs in with phone, code and, where asked, password. @returns the first name. */
  logIn({ phone, code, password }: SandboxAccount): Promise<unknown> {
    return this.do('log_in', { phone, code, password });
  }

  /** @returns the message's id. */
  async send(chat: string, text: string): Promise<number> {
    return Number(await this.do('send', { chat, text }));
  }
}
