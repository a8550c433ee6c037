import { PostaciError } from '../../core/errors.js';
import type { RequestName, RequestOf } from '../routes/route.js';
import { REQUESTS } from './requests.js';

/** So many are named; a thousand wrong lines are told by the first ones. */
const MOST_NAMED = 10;

/**
 * What was sent, checked by the schema of that name.
 * @throws PostaciError `USAGE` naming each field that is wrong
 */
export function read<Name extends RequestName>(name: Name, sent: unknown): RequestOf<Name> {
  const { success, data, error } = REQUESTS[name].safeParse(sent);
  if (success) return data as RequestOf<Name>;
  const named = error.issues
    .slice(0, MOST_NAMED)
    .map((issue) => `${issue.path.join('.') || 'the request'}: ${issue.message}`);
  const more = error.issues.length - named.length;
  const problem = [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
  throw new PostaciError('USAGE', problem, 'Correct the request.');
}
