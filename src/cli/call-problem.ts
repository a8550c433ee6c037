export const SHOWN_BY_HELP = 'postaci --help shows what there is';

const BAD_ARGUMENT = /^command-argument value ('.*') is invalid for argument ('.*?')\. /s;
const BAD_OPTION = /^option ('.*?') argument ('.*') is invalid\. /s;
const NEAR_MISS = /\n\(Did you mean (.*?)\?\)$/;

/**
 * What commander says of a wrong call, said as every other error is: the problem, a remedy, the code.
 * @param said e.g. `error: unknown option '--jso'\n(Did you mean --json?)\n`
 */
export function callProblem(said: string): string {
  const text = said.trim().replace(/^error: /, '');
  const meant = NEAR_MISS.exec(text)?.[1];
  const problem = text
    .replace(NEAR_MISS, '')
    .replace(BAD_ARGUMENT, '$2 cannot be $1: ')
    .replace(BAD_OPTION, '$1 cannot be $2: ')
    .replace(/\.$/, '');
  const guess = meant === undefined ? '' : `Did you mean ${meant}? `;
  return `postaci: ${problem}\n  → ${guess}${SHOWN_BY_HELP}\n  (USAGE)\n`;
}
