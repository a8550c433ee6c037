import { createHash } from 'node:crypto';
import type { PeerId } from '../../core/peer.js';
import { fold } from '../../lib/fold.js';
import type { Spoken } from './conversation.js';
import { FRESH_TALK, type Talk } from './loop-guard.js';

/**
 * What answering remembers of a chat. Times are milliseconds since the epoch; people are hashes, and so are texts
 * but those of `spoken`.
 */
export interface ReplyMemory {
  readonly version: 1;
  /** When each rule last answered here, and the variants (by index) of its present round. */
  readonly rules: Readonly<Record<string, RuleMemory>>;
  /** When the menu was last said. */
  readonly menuAt?: number;
  /** Messages in a row that nothing answered. */
  readonly unanswered: number;
  /** By who speaks; the longest silent go first when there are too many. */
  readonly talks: Readonly<Record<string, Talk>>;
  /** What was said here of late: only in private, and only where a model answers. */
  readonly spoken?: readonly Spoken[];
}

/** What is remembered of one rule in one chat. */
export interface RuleMemory {
  readonly at: number;
  readonly round: readonly number[];
}

/** Nothing was answered yet. */
export const FRESH_MEMORY: ReplyMemory = { version: 1, rules: {}, unanswered: 0, talks: {} };

/** So much is kept of one chat. */
export const MOST_RULES = 100;
/** @see MOST_RULES */
export const MOST_TALKS = 50;

/** A text, so that it can be recognised and not read; case and white space do not count. */
export function hashOf(text: string): string {
  return createHash('sha256').update(fold(text)).digest('hex').slice(0, 16);
}

/** Somebody in a chat, so that a group's memory holds no ids of people. */
export function talkKey(chat: PeerId, person: PeerId): string {
  return hashOf(`${chat}:${person}`);
}

/** What is remembered of one who speaks. */
export function talkOf(memory: ReplyMemory, key: string): Talk {
  return own(memory.talks, key) ?? FRESH_TALK;
}

/** What is remembered of a rule; undefined when it has not answered here. */
export function ruleOf(memory: ReplyMemory, id: string): RuleMemory | undefined {
  return own(memory.rules, id);
}

/** The memory with this talk. */
export function withTalk(memory: ReplyMemory, key: string, talk: Talk): ReplyMemory {
  const talks = newest(memory.talks, key, talk, MOST_TALKS, ({ heard }) => heard?.at ?? 0);
  return { ...memory, talks };
}

/** The memory with this rule. */
export function withRule(memory: ReplyMemory, id: string, rule: RuleMemory): ReplyMemory {
  return { ...memory, rules: newest(memory.rules, id, rule, MOST_RULES, ({ at }) => at) };
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function newest<T>(
  record: Readonly<Record<string, T>>,
  key: string,
  value: T,
  most: number,
  at: (value: T) => number,
): Readonly<Record<string, T>> {
  const others = Object.entries(record).filter(([known]) => known !== key);
  const kept = others.sort(([, a], [, b]) => at(b) - at(a)).slice(0, most - 1);
  return Object.fromEntries([...kept, [key, value]]);
}
