import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type IPty, spawn } from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { colouredRow, stretchesOf } from './colours.js';
import type { Stagehand } from './scripted-control.js';

/** What a screen does not show by then, it never will. */
const PATIENCE_MS = 15_000;

export interface StageOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly role?: 'owner' | 'attached';
  readonly colour?: 'none' | '16';
  readonly language?: 'en' | 'tr' | 'ru';
}

interface Waiting {
  readonly test: () => boolean;
  readonly resolve: () => void;
}

/** The terminal in a real pty, with a terminal emulator that watches it. */
export class WatchedTerminal {
  readonly #terminal: InstanceType<typeof xterm.Terminal>;
  readonly #pty: IPty;
  readonly #server: Server;
  readonly #folder: string;
  readonly #socket: Promise<Socket>;
  readonly #waiting = new Set<Waiting>();
  #doneHands = 0;
  #frames = 0;
  /** All that was written to the terminal, as it came. */
  raw = '';
  /** What the daemon was asked to do. */
  readonly asked: (readonly unknown[])[] = [];
  exitCode: number | undefined;

  constructor(options: StageOptions = {}) {
    const { columns = 80, rows = 24, role = 'attached', colour = '16', language = 'en' } = options;
    this.#folder = mkdtempSync(join(tmpdir(), 'postaci-stage-'));
    const path = join(this.#folder, 'stage.sock');
    this.#server = createServer();
    this.#socket = new Promise((resolve) => {
      this.#server.once('connection', (socket) => {
        this.#listen(socket);
        resolve(socket);
      });
    });
    this.#server.listen(path);
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
    // A picture is complete where its update ends: only then it is looked at.
    this.#terminal.parser.registerCsiHandler({ prefix: '?', final: 'l' }, (parameters) => {
      if (parameters[0] === 2026) {
        this.#frames += 1;
        this.#look();
      }
      return false;
    });
    const args = ['--import', './test/chaos/typescript.js', 'test/tui/stage.ts'];
    const { PATH = '', HOME = '' } = process.env;
    this.#pty = spawn(process.execPath, [...args, path, role, colour, language], {
      cols: columns,
      rows,
      env: { PATH, HOME, TERM: 'xterm-256color', TZ: 'UTC', LANG: 'C.UTF-8' },
    });
    this.#pty.onData((data) => {
      this.raw += data;
      this.#terminal.write(data, () => this.#look());
    });
    this.#pty.onExit(({ exitCode }) => {
      this.exitCode = exitCode;
      this.#look();
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  get frames(): number {
    return this.#frames;
  }

  /** The rows of the screen, without the spaces at their ends. */
  get rows(): readonly string[] {
    const { active } = this.#terminal.buffer;
    return Array.from({ length: this.#terminal.rows }, (_, row) =>
      (active.getLine(active.viewportY + row)?.translateToString(true) ?? '').trimEnd(),
    );
  }

  get text(): string {
    return this.rows.join('\n');
  }

  /** The rows with their colours, in words. */
  get colouredText(): string {
    const { active } = this.#terminal.buffer;
    return Array.from({ length: this.#terminal.rows }, (_, row) =>
      colouredRow(active.getLine(active.viewportY + row), this.#terminal.cols),
    ).join('\n');
  }

  /** The screen's lines, for pictures of it. */
  get lines() {
    const { active } = this.#terminal.buffer;
    return Array.from({ length: this.#terminal.rows }, (_, row) =>
      stretchesOf(active.getLine(active.viewportY + row), this.#terminal.cols),
    );
  }

  /** On the screen that is brought back afterwards? */
  get isOnOtherScreen(): boolean {
    return this.#terminal.buffer.active.type === 'alternate';
  }

  press(keys: string): void {
    this.#pty.write(keys);
  }

  /** Presses keys, and waits until the screen says what it should. */
  async pressUntil(keys: string, what: string | RegExp | (() => boolean)): Promise<void> {
    this.press(keys);
    await this.until(what);
  }

  /** Shows the terminal again, in the same process, after it was left. */
  async again({ role = 'attached', colour = '16', language = 'en' }: StageOptions): Promise<void> {
    await this.pressUntil(`again ${role} ${colour} ${language}\r`, () => this.isOnOtherScreen);
  }

  /** As if nothing had been written, drawn or asked until now. */
  forget(): void {
    this.raw = '';
    this.#frames = 0;
    this.asked.length = 0;
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  /** Changes the daemon; resolves when it has. */
  async play(hand: Stagehand): Promise<void> {
    const goal = this.#doneHands + 1;
    (await this.#socket).write(`${JSON.stringify(hand)}\n`);
    await this.until(() => this.#doneHands >= goal);
  }

  signal(name: string): void {
    this.#pty.kill(name);
  }

  /** Resolves once the screen is as asked. @throws with the screen when it never is */
  async until(what: string | RegExp | (() => boolean), patienceMs = PATIENCE_MS): Promise<void> {
    const test =
      typeof what === 'function'
        ? what
        : () => (typeof what === 'string' ? this.text.includes(what) : what.test(this.text));
    if (test()) return;
    const patience = AbortSignal.timeout(patienceMs);
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting = { test, resolve };
      this.#waiting.add(waiting);
      patience.addEventListener('abort', () => {
        if (this.#waiting.delete(waiting))
          reject(new Error(`the screen never showed ${String(what)}:\n${this.text}`));
      });
    });
  }

  /** Ends the process, if it has not by itself. */
  async close(): Promise<void> {
    if (this.exitCode === undefined) this.#pty.kill('SIGKILL');
    await this.until(() => this.exitCode !== undefined);
    (await this.#socket).destroy();
    this.#server.close();
    this.#terminal.dispose();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #listen(socket: Socket): void {
    createInterface({ input: socket }).on('line', (line) => {
      const { asked, done } = JSON.parse(line) as { asked?: readonly unknown[]; done?: boolean };
      if (asked) this.asked.push(asked);
      if (done) this.#doneHands += 1;
      this.#look();
    });
    socket.on('error', () => undefined);
  }

  #look(): void {
    for (const waiting of [...this.#waiting]) {
      if (!waiting.test() || !this.#waiting.delete(waiting)) continue;
      waiting.resolve();
    }
  }
}
