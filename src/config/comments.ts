import { WRITTEN_ADDITIONS, type WritingRules } from '../core/author.js';
import { COMMENT_MODES, type CommentSettings, NO_COMMENTS } from '../core/comment-settings.js';
import { readChannels } from './comment-channels.js';
import type { CommentDocument } from './comment-document.js';
import type { CustomerDocument } from './document.js';
import { noteStrongerFile } from './file-wins.js';
import { LANGUAGES } from './languages.js';
import type { LoadContext } from './load-context.js';
import type { Outline } from './outline.js';
import { parseBoolean } from './parse/boolean.js';
import { oneOf } from './parse/choice.js';
import { parseDisclosure } from './parse/disclosure.js';
import { durationFrom, formatDuration, parseDuration } from './parse/duration.js';
import { listOf } from './parse/list.js';
import { wholeNumber } from './parse/number.js';
import type { Parsed, Parser } from './parse/parsed.js';
import { placeOf } from './value-source.js';

const MINUTE_MS = 60_000;
/** With the disclosure below it, what Telegram takes is far away. */
const LONGEST_COMMENT = 2_000;
const YEAR_MINUTES = 525_600;

/** Reads where comments are agreed, and what they are like. */
export async function readCommentSettings(
  context: LoadContext,
  document: CustomerDocument | undefined,
): Promise<CommentSettings> {
  const { values } = context;
  const file = document && (await readFile(context, document));
  const byDefault = NO_COMMENTS;
  const freshMinutes = values.read(
    'FRESH_POST_MAX_AGE_MINUTES',
    wholeNumber(1, YEAR_MINUTES, 1_440),
  );
  const settings: CommentSettings = {
    ...byDefault,
    channels: readChannels(context, file),
    mode: values.read('COMMENT_MODE', oneOf(COMMENT_MODES)) ?? byDefault.mode,
    instantDelayMs:
      values.read('INSTANT_COMMENT_DELAY_SECONDS', parseDuration) ?? byDefault.instantDelayMs,
    freshMs: freshMinutes === undefined ? byDefault.freshMs : freshMinutes * MINUTE_MS,
    maxInstantPerChatPerHour:
      values.read('MAX_INSTANT_PER_CHAT_PER_HOUR', wholeNumber(1, 1_000, 2)) ??
      byDefault.maxInstantPerChatPerHour,
    scheduled: values.read('COMMENT_SCHEDULED', parseBoolean) ?? byDefault.scheduled,
    approveWithinMs:
      values.read('APPROVE_WITHIN', durationFrom(MINUTE_MS)) ?? byDefault.approveWithinMs,
    writing: readWriting(context, file),
    ...(file?.content.mode === undefined ? {} : { mode: file.content.mode }),
    ...(file?.content.scheduled === undefined ? {} : { scheduled: file.content.scheduled }),
  };
  refuseLateInstant(context, settings);
  return settings;
}

interface CommentFile {
  readonly outline: Outline;
  readonly content: CommentDocument;
}

/** The schema's library is large: it is loaded only when there is something to check. */
async function readFile(
  context: LoadContext,
  document: CustomerDocument,
): Promise<CommentFile | undefined> {
  const { readCommentDocument } = await import('./comment-document.js');
  const file = readCommentDocument(document, context.problems);
  if (!file) return undefined;
  noteStrongerFile(context, file.outline, file.content, [
    ['mode', 'COMMENT_MODE'],
    ['scheduled', 'COMMENT_SCHEDULED'],
    ['languages', 'COMMENT_LANGUAGES'],
    ['allow', 'COMMENT_ALLOW'],
    ['disclosure', 'COMMENT_DISCLOSURE'],
  ]);
  return file;
}

function readWriting(context: LoadContext, file: CommentFile | undefined): WritingRules {
  const { values, problems } = context;
  const byDefault = NO_COMMENTS.writing;
  const length = (example: number) => wholeNumber(1, LONGEST_COMMENT, example);
  const minLength = values.read('LLM_MIN_LEN', length(30)) ?? byDefault.minLength;
  const maxLength = values.read('LLM_MAX_LEN', length(220)) ?? byDefault.maxLength;
  if (minLength > maxLength) {
    const [least, most] = [values.source('LLM_MIN_LEN'), values.source('LLM_MAX_LEN')];
    problems.add(
      `LLM_MIN_LEN (${placeOf(least)}) is ${minLength}, above LLM_MAX_LEN (${placeOf(most)}), ${maxLength}`,
      'Let the shortest comment be shorter than the longest',
    );
  }
  const languages = either(
    context,
    file,
    'languages',
    'COMMENT_LANGUAGES',
    listOf(oneOf(LANGUAGES)),
  );
  const allowed = either(context, file, 'allow', 'COMMENT_ALLOW', listOf(oneOf(WRITTEN_ADDITIONS)));
  const disclosure = either(context, file, 'disclosure', 'COMMENT_DISCLOSURE', parseDisclosure);
  return {
    minLength,
    maxLength,
    maxEmojis: values.read('LLM_MAX_EMOJIS', wholeNumber(0, 100, 1)) ?? byDefault.maxEmojis,
    languages: [...new Set(languages ?? byDefault.languages)],
    strict: values.read('LLM_STRICT_VALIDATE', parseBoolean) ?? byDefault.strict,
    allowed: [...new Set(allowed ?? byDefault.allowed)],
    ...(disclosure === undefined ? {} : { disclosure }),
  };
}

/** The file's value, else the variable's; a mistake in either is told. */
function either<T>(
  { values, problems }: LoadContext,
  file: CommentFile | undefined,
  key: 'languages' | 'allow' | 'disclosure',
  name: 'COMMENT_LANGUAGES' | 'COMMENT_ALLOW' | 'COMMENT_DISCLOSURE',
  parse: Parser<T>,
): T | undefined {
  const fromVariable = values.read(name, parse);
  const written = file?.content[key];
  if (!file || written === undefined) return fromVariable;
  const text = Array.isArray(written) ? written.join(',') : String(written);
  const parsed: Parsed<T> = parse(text);
  if (parsed.ok) return parsed.value;
  const remedy = parsed.remedy.replaceAll('{name}=', `${key}: `);
  file.outline.problem(problems, [key], { problem: parsed.problem, remedy });
  return undefined;
}

/** A new post would be old before its comment is due. */
function refuseLateInstant(
  { values, problems }: LoadContext,
  { instantDelayMs, freshMs }: CommentSettings,
): void {
  if (instantDelayMs < freshMs) return;
  const [delay, fresh] = [formatDuration(instantDelayMs), formatDuration(freshMs)];
  const place = placeOf(values.source('INSTANT_COMMENT_DELAY_SECONDS'));
  problems.add(
    `INSTANT_COMMENT_DELAY_SECONDS (${place}) is ${delay}, and posts are too old for a comment after ${fresh}: none would get one`,
    'Write a shorter delay, or a greater FRESH_POST_MAX_AGE_MINUTES',
  );
}
