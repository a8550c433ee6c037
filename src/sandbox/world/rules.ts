/** Telegram's figures, where it has not published them or where tests want others. */
export interface Rules {
  /** How long a random_id is remembered. @default 10 minutes */
  readonly randomIdMemoryMs: number;
  /**
   * What a repeated random_id is answered with: the original message, `500 RANDOM_ID_DUPLICATE`, or
   * one of the two, by the seed and the id. @default mix
   */
  readonly duplicates: 'original' | 'error' | 'mix';
  /** How many entries one slice of a common difference holds. @default 100 */
  readonly differenceSlice: number;
  /** How many entries one part of a channel's difference holds at most. @default 100 */
  readonly channelDifferenceSlice: number;
  /** Beyond this many missed entries the answer is differenceTooLong. @default 5,000 */
  readonly differenceTooLong: number;
  /** The same for channels. @default 1,000 */
  readonly channelDifferenceTooLong: number;
  /** How long a file reference lives. @default 1 hour */
  readonly fileReferenceMs: number;
  /** How long an own message may be edited. @default 48 hours */
  readonly editMs: number;
}

export const defaultRules: Rules = {
  randomIdMemoryMs: 10 * 60_000,
  duplicates: 'mix',
  differenceSlice: 100,
  channelDifferenceSlice: 100,
  differenceTooLong: 5_000,
  channelDifferenceTooLong: 1_000,
  fileReferenceMs: 3_600_000,
  editMs: 48 * 3_600_000,
};
