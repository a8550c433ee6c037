/** What a written text does without unless it is allowed. */
export const WRITTEN_ADDITIONS = ['links', 'mentions', 'phones', 'hashtags', 'markup'] as const;

/** What a written text has to be like before anybody reads it. */
export interface WritingRules {
  /** In characters as people count them (grapheme clusters). */
  readonly minLength: number;
  readonly maxLength: number;
  readonly maxEmojis: number;
  /** Two-letter codes that may be written; empty: the language of what is answered. */
  readonly languages: readonly string[];
  /** S1's `LLM_STRICT_VALIDATE`: drop at once what is not right instead of having it mended. */
  readonly strict: boolean;
  /** Links, `@names`, phone numbers, hashtags, markup: each only where it is allowed here. */
  readonly allowed: readonly (typeof WRITTEN_ADDITIONS)[number][];
  /** Added below each text, to say that a program wrote it; absent: nothing. */
  readonly disclosure?: string;
}

/** Something to be written about. */
export interface WritingTask {
  /** Which of the customer's prompts: `comment`, `reply`. */
  readonly purpose: 'comment' | 'reply';
  /** What others wrote, oldest first, and what the account said in between. */
  readonly conversation: readonly { readonly by: 'other' | 'self'; readonly text: string }[];
  /** Values for the prompt's own variables: the channel's title, the person's first name. */
  readonly variables: Readonly<Record<string, string>>;
  readonly rules: WritingRules;
  /** What the account said of late: nothing nearly the same is written again. */
  readonly recent: readonly string[];
  /** See `WriteRequest`. */
  readonly cacheKey?: string;
}

/** A text that passed every check, or why there is none. */
export type Draft =
  | { readonly status: 'ready'; readonly text: string; readonly language: string | undefined }
  /** Dropped: which check caught it, and what it saw. */
  | { readonly status: 'dropped'; readonly check: string; readonly reason: string }
  | { readonly status: 'later'; readonly reason: string; readonly waitMs: number }
  /** Nothing comes before somebody changes the configuration. */
  | { readonly status: 'refused'; readonly reason: string };

/** Has texts written, and lets none out that is not right. */
export interface Author {
  /** @throws the signal's reason, nothing else */
  write(task: WritingTask, signal: AbortSignal): Promise<Draft>;
}
