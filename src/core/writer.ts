/** One short text that a language model is asked for. */
export interface WriteRequest {
  /** What it is to do: the customer's prompt, never anything that others wrote. */
  readonly instructions: string;
  /** What it is about, oldest first: data, whatever it says. */
  readonly conversation: readonly { readonly by: 'other' | 'self'; readonly text: string }[];
  /** The longest answer that is of use, in the model's tokens. */
  readonly maxTokens: number;
  /** Requests with the same key may be answered with the same text for a while; absent: each anew. */
  readonly cacheKey?: string;
}

/** What came of it. Expected failures are values. */
export type Written =
  | {
      readonly status: 'written';
      /** As the model gave it: to be checked before anybody reads it. */
      readonly text: string;
      readonly cached: boolean;
    }
  /** Not now: the model is slow, overloaded or away, or the day's cap is reached. */
  | {
      readonly status: 'wait';
      readonly code: string;
      readonly reason: string;
      readonly waitMs: number;
    }
  /** Not before somebody changes the configuration. */
  | { readonly status: 'refused'; readonly code: string; readonly reason: string };

/** A language model, as the rest of the daemon sees it. */
export interface Writer {
  /** @throws the signal's reason, nothing else */
  write(request: WriteRequest, signal: AbortSignal): Promise<Written>;
}
