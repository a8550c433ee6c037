import type { PeopleStatistics, Person } from '../../../core/people.js';
import type { PeopleWords } from '../../../words/people.js';
import { strangerText } from '../../stranger-text.js';
import { cells, fit } from '../parts/cells.js';
import { EMPTY_ROW, labelled, type Row, row } from '../parts/rows.js';
import { dateTime } from '../parts/times.js';
import { oneLine } from '../parts/visible-text.js';

/** Who is known, who may be written to, and who wrote last. */
export function peopleRows(
  statistics: PeopleStatistics,
  words: PeopleWords,
  zone: string,
  columns: number,
): readonly Row[] {
  const { labels } = words;
  const { byBasis, byLanguage, conversations, today, recent } = statistics;
  const width = Math.max(...Object.values(labels).map(cells)) + 2;
  const fact = (label: string, text: string) => labelled(label, text, columns, width);
  const languages = Object.entries(byLanguage)
    .toSorted(([, a], [, b]) => b - a)
    .map(([code, count]) => `${code === 'unknown' ? words.unknown : oneLine(code)} ${count}`);
  return [
    ...fact(labels.known, words.known(statistics)),
    ...fact(labels.consent, counted(words.basis, byBasis)),
    ...fact(labels.languages, languages.join(', ') || words.noLanguages),
    ...fact(labels.today, words.today(today)),
    ...fact(labels.talks, counted(words.conversation, conversations)),
    EMPTY_ROW,
    row(labels.recent, 'key'),
    ...(recent.length === 0 ? [row(`  ${words.nobody}`, 'dim')] : []),
    ...recent.map((person) => personRow(person, words, zone, columns)),
  ];
}

/** `Ada Yıldız @ada_yildiz (7)`. */
export function personName({ id, name, username }: Person): string {
  const parts = [
    strangerText(name),
    username === undefined ? '' : `@${strangerText(username)}`,
    `(${id})`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function personRow(person: Person, words: PeopleWords, zone: string, columns: number): Row {
  const { lastHeardAt, heard, said, language, refusal, consent } = person;
  const when = lastHeardAt === undefined ? ' '.repeat(16) : dateTime(lastHeardAt, zone);
  const state = refusal ? words.refused : consent ? '' : words.noConsent;
  const figures = [language ?? '', words.messages(heard, said)].filter((part) => part !== '');
  return [
    { text: `  ${when}  `, tone: 'dim' },
    { text: fit(personName(person), Math.max(10, columns - 52)) },
    { text: state === '' ? '' : `  ! ${state}`, tone: 'warn' },
    { text: `  ${figures.join(', ')}`, tone: 'dim' },
  ];
}

function counted<Name extends string>(
  names: Readonly<Record<Name, string>>,
  counts: Readonly<Record<Name, number>>,
): string {
  const known = Object.keys(names) as Name[];
  return known.map((name) => `${names[name]} ${counts[name]}`).join(', ');
}
