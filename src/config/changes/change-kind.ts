import { ACCOUNT_VARIABLES } from '../variables/account.js';
import { BY_WRITTEN_NAME, KNOWN_VARIABLES, type VariableName } from '../variables/known.js';
import { STORAGE_VARIABLES } from '../variables/storage.js';

/** `live`: in force at once; `restart`: at the next start; `file`: at the next start, and only by hand in a file. */
export type ChangeKind = 'live' | 'restart' | 'file';

/** Whose account it is and where its data is: to change that by mistake is to lose it. */
const IDENTITY: ReadonlySet<string> = new Set(
  [...ACCOUNT_VARIABLES, ...STORAGE_VARIABLES].map(({ name }) => name),
);

/** What the daemon is built with. */
const BUILT_WITH: ReadonlySet<string> = new Set<VariableName>([
  'SERVICES',
  'autospam',
  'OPENAI_BASE_URL',
  'ALERT_SAVED_MESSAGES',
  'HTTP_ADDRESS',
  'METRICS_OPEN',
  'TERMINAL',
  'LEASE_TTL_SECONDS',
  'LOG_FORMAT',
]);

/** When a change of a variable is in force, and whether it can be changed from outside its file. */
export function changeKind(name: VariableName): ChangeKind {
  const variable = BY_WRITTEN_NAME.get(name);
  if (IDENTITY.has(name) || variable?.secret) return 'file';
  return BUILT_WITH.has(name) || variable?.later ? 'restart' : 'live';
}

/** The variables whose values stay as they were at the start. */
export const KEPT_UNTIL_RESTART: readonly VariableName[] = KNOWN_VARIABLES.map(
  ({ name }) => name,
).filter((name) => changeKind(name) !== 'live');
