import type { IncidentCode } from './catalogue.js';

/**
 * What one look shows of an incident: that it is `on`; that it is `over`, which the operator is told where it was
 * told before; or that nobody can tell now (`unclear`). What no sight speaks of has ended without a word.
 */
export type Sight =
  | {
      readonly is: 'on';
      readonly code: IncidentCode;
      /** Which one of its kind; empty where there is only one. */
      readonly key: string;
      /** For a person, without a full stop. */
      readonly what: string;
      /** Closer than the kind's own. */
      readonly remedy?: string;
      /** From then on it is of no use to be told; milliseconds since the epoch. */
      readonly until?: number;
    }
  | {
      readonly is: 'over';
      readonly code: IncidentCode;
      readonly key: string;
      readonly what: string;
    }
  | { readonly is: 'unclear'; readonly code: IncidentCode; readonly key: string };
