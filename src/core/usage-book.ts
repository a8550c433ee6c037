/** What was read and written by a model. */
export interface TokenUse {
  readonly input: number;
  readonly output: number;
}

/** What a request may cost at most, set aside before it goes out. */
export interface UsageReservation {
  /** The account's local day that pays for it, `2026-03-29`. */
  readonly day: string;
  readonly model: string;
  readonly tokens: TokenUse;
}

/**
 * What the account's models have used, by its local days. It outlives restarts: what was set aside and never
 * settled counts as used.
 */
export interface UsageBook {
  /**
   * Sets tokens aside, when `fits` finds that the day's use together with them is within the caps.
   * @returns when the next day begins (ms since the epoch) when it is not
   * @throws PostaciError `DATABASE_UNREACHABLE`
   */
  reserve(
    model: string,
    tokens: TokenUse,
    fits: (day: TokenUse) => boolean,
  ): Promise<UsageReservation | { readonly nextDayAt: number }>;
  /**
   * Puts what was really used in the place of what was set aside; once for each reservation.
   * @throws PostaciError `DATABASE_UNREACHABLE`
   */
  settle(reservation: UsageReservation, used: TokenUse): Promise<void>;
}
