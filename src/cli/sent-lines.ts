import type { SentEntry } from '../core/sent-entry.js';
import { describeLocalSeconds, localClock } from '../lib/local-time.js';
import { COMMANDS } from '../words/commands.js';
import { STATE_NAMES } from '../words/state-names.js';
import { whoIs } from './people/names.js';
import type { Reader } from './reader.js';
import { tableLines } from './table.js';
import { visible } from './visible.js';

/** What was tried, as a table, the newest first; a reason stands behind what came of it. */
export function sentLines(
  entries: readonly SentEntry[],
  { language, timeZone }: Pick<Reader, 'language' | 'timeZone'>,
): string[] {
  const words = COMMANDS[language];
  if (entries.length === 0) return [words.nothingSent];
  const clock = localClock(timeZone);
  const rows = entries.map((entry) => {
    const { id, service, state, text, reason, at } = entry;
    return [
      describeLocalSeconds(clock, at),
      String(id),
      service,
      whoIs(entry),
      `${STATE_NAMES[language].intent[state]}${reason === null ? '' : ` (${visible(reason, 120)})`}`,
      text === null ? words.noText : visible(text.replaceAll(/\s+/g, ' ')),
    ];
  });
  return tableLines(words.sentHead, rows);
}
