export type AlertSeverity = 'info' | 'warning' | 'critical';

/** Something that the operator should know without having asked. Holds no secret and no phone number. */
export interface Alert {
  /** Stable, for programs: `ACCOUNT_FROZEN`. */
  readonly code: string;
  /** Names the occasion: the same alert told again, after a restart too, is the same message. */
  readonly key: string;
  readonly severity: AlertSeverity;
  /** For a person, with the remedy. */
  readonly text: string;
  /** Can the account itself still write it into the operator's Saved Messages? */
  readonly bySavedMessages: boolean;
  /** From then on it is of no use; milliseconds since the epoch. */
  readonly expiresAt?: number;
}

/** The ways to the operator. */
export interface Alerts {
  /**
   * Never rejects, and may take as long as an endpoint is down: nobody who has other things to do awaits it.
   * @returns false when a way was cut short (a stop, a database out of reach): tell it again then
   */
  tell(alert: Alert): Promise<boolean>;
}
