import type { PeopleStatistics, Person } from '../../core/people.js';
import { describeLocal, localClock } from '../../lib/local-time.js';
import { PEOPLE_REPORT } from '../../words/people-report.js';
import { labelled, type Reader } from '../reader.js';
import { personName } from './names.js';

type UsersReader = Pick<Reader, 'language' | 'timeZone'>;

/** Who was met, a line each. */
export function usersLines(users: PeopleStatistics, reader: UsersReader): string[] {
  const { conversations, today } = users;
  const words = PEOPLE_REPORT[reader.language];
  const { labels } = words;
  const languages = Object.entries(users.byLanguage)
    .sort(([, one], [, other]) => other - one)
    .map(([language, count]) => `${language} ${count}`);
  return [
    peopleLine(users, reader),
    labelled(labels.consent, words.consent(users.byBasis)),
    labelled(labels.languages, languages.join(', ') || words.noLanguage),
    labelled(labels.today, words.today(today.wrote, today.writtenTo, today.met)),
    labelled(
      labels.talks,
      words.talks(conversations['first-contact'], conversations.active, conversations.manual),
    ),
    ...users.recent.map((person) => recentLine(person, reader)),
  ];
}

/** People's figures at one glance. */
export function peopleLine(
  figures: Pick<PeopleStatistics, 'people' | 'consenting' | 'refused' | 'planned'> & {
    readonly forgotten?: number;
  },
  { language }: Pick<Reader, 'language'>,
): string {
  const words = PEOPLE_REPORT[language];
  const { people, consenting, refused, planned } = figures;
  const forgotten = figures.forgotten === undefined ? '' : words.forgotten(figures.forgotten);
  const known = words.people(people, consenting, refused, forgotten);
  return labelled(words.labels.people, `${known}; ${words.planned(planned)}`);
}

function recentLine(person: Person, { language, timeZone }: UsersReader): string {
  const words = PEOPLE_REPORT[language];
  const when =
    person.lastHeardAt === undefined
      ? ''
      : `${describeLocal(localClock(timeZone), person.lastHeardAt)} `;
  const speaks = person.language === undefined ? '' : `, ${person.language}`;
  const state = person.refusal
    ? `, ${words.refused}`
    : person.consent
      ? ''
      : `, ${words.noConsent}`;
  const figures = words.wrote(person.heard, person.said);
  return labelled(words.labels.wrote, `${when}${personName(person)}${speaks}: ${figures}${state}`);
}
