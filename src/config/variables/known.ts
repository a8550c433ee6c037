import { ACCOUNT_VARIABLES } from './account.js';
import { BEHAVIOUR_VARIABLES } from './behaviour.js';
import { COMMENT_VARIABLES } from './comments.js';
import { LATER_VARIABLES, type LaterName } from './later.js';
import { MODEL_VARIABLES } from './model.js';
import { OPERATIONS_VARIABLES } from './operations.js';
import { PEOPLE_VARIABLES } from './people.js';
import { STORAGE_VARIABLES } from './storage.js';
import type { Variable } from './variable.js';

/** A variable's first name. */
export type VariableName =
  | (typeof ACCOUNT_VARIABLES)[number]['name']
  | (typeof STORAGE_VARIABLES)[number]['name']
  | (typeof BEHAVIOUR_VARIABLES)[number]['name']
  | (typeof PEOPLE_VARIABLES)[number]['name']
  | (typeof COMMENT_VARIABLES)[number]['name']
  | (typeof MODEL_VARIABLES)[number]['name']
  | (typeof OPERATIONS_VARIABLES)[number]['name']
  | LaterName;

/** Every variable that is understood, in the order in which it is shown. */
export const KNOWN_VARIABLES: readonly (Variable & { readonly name: VariableName })[] = [
  ...ACCOUNT_VARIABLES,
  ...STORAGE_VARIABLES,
  ...BEHAVIOUR_VARIABLES,
  ...PEOPLE_VARIABLES,
  ...COMMENT_VARIABLES,
  ...MODEL_VARIABLES,
  ...OPERATIONS_VARIABLES,
  ...LATER_VARIABLES,
];

/** Each name that may be written, and what it stands for. */
export const BY_WRITTEN_NAME: ReadonlyMap<string, Variable & { readonly name: VariableName }> =
  new Map(
    KNOWN_VARIABLES.flatMap((variable) =>
      [variable.name, ...(variable.aliases ?? [])].map((name) => [name, variable] as const),
    ),
  );
