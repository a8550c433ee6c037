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
}

/** The ways to the operator. */
export interface Alerts {
  /**
   * Resolves once every way has taken it or has given up; never rejects. Whoever does not want to wait for
   * an endpoint that is down does not await it.
   */
  tell(alert: Alert): Promise<void>;
}
