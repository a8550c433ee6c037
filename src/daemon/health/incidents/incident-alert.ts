import type { Alert } from '../../../core/alerts.js';
import type { Masker } from '../../../lib/mask.js';
import { type IncidentCode, wordsOf } from './catalogue.js';

/** One of the incidents that an alert tells of. */
export interface ToldIncident {
  /** The row's. */
  readonly id: number;
  readonly what: string;
  readonly remedy?: string;
  readonly until?: number;
}

export interface AlertContext {
  /** How the account is called. */
  readonly name: string;
  /** The account can write into its Saved Messages now. */
  readonly canWrite: boolean;
  /** Errors of others may hold anything. */
  readonly mask: Masker;
}

/** More would not be read, and an alert is one message. */
const MOST_NAMED = 10;
const LONGEST_PART = 300;

/**
 * The alert of incidents of one kind that began together: fifty groups that are gone are one message.
 * @param told at least one
 */
export function incidentAlert(
  code: IncidentCode,
  told: readonly ToldIncident[],
  { name, canWrite, mask }: AlertContext,
): Alert {
  const { severity, remedy, savedMessages } = wordsOf(code);
  const [only, ...others] = told;
  const advice = (others.length === 0 && only?.remedy) || remedy;
  const ends = told.map(({ until }) => until ?? Number.POSITIVE_INFINITY);
  const expiresAt = Math.max(...ends);
  return {
    code,
    key: keyOf(code, told),
    severity,
    text: mask(`postaci: ${name}: ${sentence(listed(told.map(({ what }) => what)))} ${advice}`),
    bySavedMessages: savedMessages && canWrite,
    ...(Number.isFinite(expiresAt) ? { expiresAt } : {}),
  };
}

/** The one word that incidents of a kind are over. */
export function endingAlert(
  code: IncidentCode,
  ended: readonly ToldIncident[],
  { name, canWrite, mask }: AlertContext,
): Alert {
  return {
    code: `${code}_OVER`,
    key: `${keyOf(code, ended)}:over`,
    severity: 'info',
    text: mask(`postaci: ${name}: ${sentence(listed(ended.map(({ what }) => what)))}`),
    bySavedMessages: canWrite,
  };
}

/** The same incidents have the same key, after a restart too: their rows are. */
const keyOf = (code: IncidentCode, incidents: readonly ToldIncident[]): string =>
  `${code}:${incidents.map(({ id }) => id).join('+')}`;

function listed(whats: readonly string[]): string {
  const shown = whats.slice(0, MOST_NAMED).map(shorten);
  const rest = whats.length - shown.length;
  return [...shown, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
}

const shorten = (text: string): string =>
  text.length <= LONGEST_PART ? text : `${text.slice(0, LONGEST_PART)}…`;

const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);
