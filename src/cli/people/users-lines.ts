import type { PeopleStatistics, Person } from '../../core/people.js';
import { describeLocal, localClock } from '../../lib/local-time.js';
import { personName } from './names.js';

/** Who was met, a line each. */
export function usersLines(users: PeopleStatistics, timeZone: string): string[] {
  const { byBasis, conversations, today } = users;
  const languages = Object.entries(users.byLanguage)
    .sort(([, one], [, other]) => other - one)
    .map(([language, count]) => `${language} ${count}`);
  return [
    peopleLine(users),
    `consent    ${byBasis.wrote_first} wrote first, ${byBasis.opt_in_word} by an opt-in word, ${byBasis.imported} imported`,
    `languages  ${languages.join(', ') || 'none heard yet'}`,
    `today      ${today.wrote} wrote, ${today.writtenTo} were written to, ${today.met} met`,
    `talks      ${conversations['first-contact']} first contact, ${conversations.active} active, ${conversations.manual} manual`,
    ...users.recent.map((person) => recentLine(person, timeZone)),
  ];
}

/** People's figures at one glance. */
export function peopleLine(
  figures: Pick<PeopleStatistics, 'people' | 'consenting' | 'refused' | 'planned'> & {
    readonly forgotten?: number;
  },
): string {
  const forgotten = figures.forgotten === undefined ? '' : `, ${figures.forgotten} forgotten`;
  return `people     ${figures.people} known, ${figures.consenting} may be written to, ${figures.refused} do not want it${forgotten}; ${figures.planned} with something planned`;
}

function recentLine(person: Person, timeZone: string): string {
  const when =
    person.lastHeardAt === undefined
      ? ''
      : `${describeLocal(localClock(timeZone), person.lastHeardAt)} `;
  const language = person.language === undefined ? '' : `, ${person.language}`;
  const state = person.refusal ? ', refused' : person.consent ? '' : ', no consent';
  return `wrote      ${when}${personName(person)}${language}: ${person.heard} by them, ${person.said} to them${state}`;
}
