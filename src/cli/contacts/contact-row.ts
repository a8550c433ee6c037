import { isUsername } from '../../core/peer-ref.js';
import { type ImportedContact, isTelegramsOwn } from '../../core/people.js';
import type { Columns } from './columns.js';
import { readConsentDate } from './consent-date.js';
import type { ListRecord } from './records.js';

const LARGEST_USER_ID = 2 ** 52 - 1;

const ADDRESS = /^(?:@|(?:https?:\/\/)?(?:www\.)?(?:t|telegram)\.me\/)?(\w+)\/?$/i;

/** What a row is read by. */
export interface RowReading {
  readonly columns: Columns;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The customer's. */
  readonly timeZone: string;
}

/** Why a row cannot go in. */
export interface BadRow {
  /** What is wrong in it, as written. */
  readonly value: string;
  readonly reason: string;
}

/** A row that can be sent. */
export interface GoodRow {
  readonly contact: ImportedContact;
  /** The person as written, for the report. */
  readonly written: string;
  /** All that the row names the person by: the same person has one of them in common. */
  readonly keys: readonly (number | string)[];
}

/** Reads one row of a list. Where it names id and username, the id counts: usernames change hands. */
export function readRow(record: ListRecord, reading: RowReading): GoodRow | BadRow {
  const { columns, now, timeZone } = reading;
  const { cells, line } = record;
  if (cells.length !== columns.count) {
    return {
      value: cells.join(' | '),
      reason: `has ${cells.length} columns, and the header has ${columns.count}`,
    };
  }
  const cell = (name: keyof Columns['places']) => cells[columns.places[name] ?? -1] ?? '';
  const [id, username, date, language] = [
    cell('id'),
    cell('username'),
    cell('consented_at'),
    cell('language'),
  ];
  const name = username === '' ? undefined : usernameIn(username);
  const bad =
    (id !== '' && badId(id)) ||
    (username !== '' && name === undefined && badUsername(username)) ||
    (name === 'spambot' && { value: username, reason: "is Telegram's own" }) ||
    (language !== '' && badLanguage(language));
  if (bad) return bad;
  const consented = date === '' ? undefined : readConsentDate(date, now, timeZone);
  if (consented && 'problem' in consented) {
    return { value: date, reason: `consented_at ${consented.problem}` };
  }
  const more = {
    ...(consented ? { consentedAt: consented.at } : {}),
    ...(language === '' ? {} : { language: language.slice(0, 2).toLowerCase() }),
  };
  if (id !== '') {
    const keys = name === undefined ? [Number(id)] : [Number(id), name];
    return { contact: { line, who: { id: Number(id) }, ...more }, written: id, keys };
  }
  if (name === undefined) return { value: '', reason: 'names nobody: id and username are empty' };
  return { contact: { line, who: { username: name }, ...more }, written: username, keys: [name] };
}

function badId(written: string): BadRow | undefined {
  const reason = (() => {
    if (/^-\d+$/.test(written)) return 'is the id of a group or a channel, not of a person';
    if (/^\d[\d.,]*e\+?\d+$/i.test(written)) return 'is an id that a spreadsheet has rounded';
    if (!/^[1-9]\d{0,15}$/.test(written) || Number(written) > LARGEST_USER_ID) {
      return 'is no id of a person';
    }
    return isTelegramsOwn({ id: Number(written) }) ? "is Telegram's own" : undefined;
  })();
  return reason === undefined ? undefined : { value: written, reason };
}

/** In small letters, without `@` or the address before it. */
function usernameIn(written: string): string | undefined {
  const name = ADDRESS.exec(written)?.[1];
  return name !== undefined && isUsername(name) ? name.toLowerCase() : undefined;
}

function badUsername(written: string): BadRow {
  const digits = /^\+?\d[\d ()-]{4,}$/.test(written);
  return {
    value: written,
    reason: digits
      ? 'is no username (an id belongs into the column id; people are never looked up by phone number)'
      : 'is no username (4 to 32 letters, digits and single underscores, a letter first)',
  };
}

function badLanguage(written: string): BadRow | undefined {
  if (/^[a-z]{2}(?:[-_][a-z]{2,4})?$/i.test(written)) return undefined;
  return { value: written, reason: 'language is no two-letter code like tr' };
}
