import type { Author, Draft, WritingTask } from '../../src/core/author.js';
import { DEFAULT_REPLY_WRITING, type WrittenRule } from '../../src/core/reply-settings.js';

/** The last rule, which always holds but for what is given. */
export function writtenRule(changes: Partial<WrittenRule> = {}): WrittenRule {
  return {
    id: 'model',
    chats: 'all',
    languages: [],
    hours: [],
    cooldownMs: 0,
    writing: DEFAULT_REPLY_WRITING,
    ...changes,
  };
}

/** An author that gives what it is told to, one after the other, and keeps what it was asked. */
export class ScriptedAuthor implements Author {
  readonly tasks: WritingTask[] = [];
  readonly #drafts: (Draft | string)[];

  constructor(...drafts: readonly (Draft | string)[]) {
    this.#drafts = [...drafts];
  }

  /** Gives this too, after the rest. */
  will(draft: Draft | string): void {
    this.#drafts.push(draft);
  }

  async write(task: WritingTask): Promise<Draft> {
    this.tasks.push(task);
    const next = this.#drafts.shift();
    if (next === undefined) throw new Error('the author was asked too often');
    return typeof next === 'string' ? { status: 'ready', text: next, language: undefined } : next;
  }
}
