import { PostaciError } from '../../core/errors.js';

/**
 * What is wrong with a list as a whole: nothing of it is imported then.
 * @param place the file, with its line where there is one: `people.csv:7`
 */
export function wrongList(place: string, problem: string, remedy: string): PostaciError {
  return new PostaciError('CONTACTS_INVALID', `${place} ${problem}; nothing was imported`, remedy);
}
