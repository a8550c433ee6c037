import type { ControlHandlers } from '../../control/contract/control.js';
import type { PauseScope } from '../../control/contract/status.js';
import { PostaciError } from '../../core/errors.js';
import { isPaused } from '../../tui/paused.js';
import { COMMANDS } from '../../words/commands.js';
import { LINES } from '../../words/lines.js';
import { draftLines } from '../comments/draft-lines.js';
import { healthLines } from '../health-lines.js';
import { logLine } from '../log/log-lines.js';
import { planLines } from '../people/plan-lines.js';
import { takeoverLines } from '../people/takeover-lines.js';
import { usersLines } from '../people/users-lines.js';
import type { Reader } from '../reader.js';
import { sentLines } from '../sent-lines.js';
import { settingLines, settingsTable } from '../settings/settings-lines.js';
import { statusLines } from '../status-lines.js';
import { whyLines } from '../why-lines.js';
import { helpLines } from './help-lines.js';
import { type LineCommand, readLine } from './read-line.js';

/** So many rows of a list are shown. */
const ROWS = 20;

/** What comes of a typed line. */
export interface Answer {
  readonly lines: readonly string[];
  /** The one who typed leaves; the daemon runs on. */
  readonly leaves?: true;
  readonly clears?: true;
}

export interface LineSessionOptions {
  readonly control: ControlHandlers;
  /** Asked anew for each line: time goes on. */
  readonly reader: () => Reader;
  /** `owner` types at the daemon's own terminal: there is nowhere to leave to, and `q` stops it. */
  readonly role: 'owner' | 'attached';
}

/** Answers what one operator types, line by line. */
export class LineSession {
  readonly #options: LineSessionOptions;
  /** What the next line decides. */
  #asked: 'stop' | 'restart' | undefined;

  constructor(options: LineSessionOptions) {
    this.#options = options;
  }

  /** Never rejects: what goes wrong is the answer. */
  async answer(line: string): Promise<Answer> {
    const command = readLine(line);
    const asked = this.#asked;
    this.#asked = undefined;
    try {
      if (command.do === 'stop-now') return await this.#stop();
      if (asked !== undefined) return await this.#decided(asked, command);
      return await this.#do(command);
    } catch (error) {
      if (error instanceof PostaciError) {
        return { lines: [error.problem, `  → ${error.remedy}`, `  (${error.code})`] };
      }
      return { lines: [error instanceof Error ? error.message : String(error)] };
    }
  }

  async #decided(asked: 'stop' | 'restart', command: LineCommand): Promise<Answer> {
    const words = LINES[this.#language];
    if (command.do !== 'yes') return { lines: [words.notDone] };
    if (asked === 'stop') return this.#stop();
    await this.#options.control.restart();
    return { lines: [words.restarting] };
  }

  async #stop(): Promise<Answer> {
    await this.#options.control.stop();
    return { lines: [LINES[this.#language].stopping] };
  }

  async #do(command: LineCommand): Promise<Answer> {
    const words = LINES[this.#language];
    switch (command.do) {
      case 'nothing':
        return { lines: [] };
      case 'yes':
        return { lines: [words.notDone] };
      case 'unknown':
        return { lines: [words.unknown(command.written)] };
      case 'leave':
        if (this.#options.role === 'attached') return { lines: [], leaves: true };
        this.#asked = 'stop';
        return { lines: [words.confirmStop] };
      case 'restart':
        this.#asked = 'restart';
        return { lines: [words.confirmRestart] };
      case 'clear':
        return { lines: [], clears: true };
      case 'help':
        return { lines: helpLines(this.#language, this.#options.role) };
      default:
        return { lines: await this.#ask(command) };
    }
  }

  async #ask(command: LineCommand): Promise<readonly string[]> {
    const { control } = this.#options;
    const reader = this.#options.reader();
    const words = LINES[reader.language];
    switch (command.do) {
      case 'status':
        return statusLines(await control.status(), reader);
      case 'health':
        return healthLines(await control.health(), reader);
      case 'pause':
        return this.#togglePause(command.scope);
      case 'why':
        return whyLines(await control.why(command.question), reader);
      case 'approvals':
        return draftLines(await control.drafts(), reader.timeZone);
      case 'approve':
        await control.approve(command.id);
        return [words.approved(command.id)];
      case 'reject':
        await control.reject(command.id);
        return [words.rejected(command.id)];
      case 'plan':
        return planLines(await control.plan(ROWS), reader);
      case 'sent':
        return sentLines(await control.sent(ROWS), reader);
      case 'users':
        return usersLines(await control.users(), reader);
      case 'takeovers':
        return takeoverLines(await control.takeovers(), reader);
      case 'log':
        return this.#log(command.text);
      case 'settings':
        return this.#settings(command.name);
      case 'debug':
        return this.#toggleDebug();
      default:
        return [];
    }
  }

  async #togglePause(scope: PauseScope): Promise<readonly string[]> {
    const { control } = this.#options;
    const words = COMMANDS[this.#language];
    const name = scope === '*' ? words.all : scope;
    if (isPaused(await control.status(), scope)) {
      await control.resume(scope);
      return [words.resumed(name)];
    }
    await control.pause(scope);
    return [words.paused(name, scope === '*' ? 'all' : scope)];
  }

  async #toggleDebug(): Promise<readonly string[]> {
    const { control } = this.#options;
    const { debugOn, debugOff } = LINES[this.#language];
    const on = !(await control.status()).debug;
    await control.debug(on);
    return [on ? debugOn : debugOff];
  }

  async #log(text: string): Promise<readonly string[]> {
    const { control, reader } = this.#options;
    const { timeZone } = reader();
    const found = await control.log({ limit: ROWS, ...(text === '' ? {} : { text }) });
    if (found.length === 0) return [LINES[this.#language].nothingInLog];
    return found.map((line) => logLine(line, timeZone));
  }

  async #settings(name: string): Promise<readonly string[]> {
    const settings = await this.#options.control.settings();
    if (name === '') return settingsTable(settings);
    const setting = settings.find((one) => one.name === name);
    return setting ? settingLines(setting) : [LINES[this.#language].noSetting(name)];
  }

  get #language() {
    return this.#options.reader().language;
  }
}
