import type { MessageTarget } from '../core/settings.js';
import type { Folders } from './folders.js';
import type { ProblemList } from './problems.js';
import type { Values } from './values.js';

/** What every part of the configuration is built from. */
export interface LoadContext {
  readonly values: Values;
  readonly folders: Folders;
  readonly problems: ProblemList;
  /** Full sentences without a full stop at the end. */
  readonly warnings: string[];
  /** Where each target was found. */
  readonly targetPlaces: Map<MessageTarget, string>;
  /** Where else the customer's files say something, by the name of its row in `describeConfig`. */
  readonly places: Map<string, string>;
  /** Somebody is there who can be asked for the phone number: it may be missing. */
  readonly phoneIsAsked: boolean;
}
