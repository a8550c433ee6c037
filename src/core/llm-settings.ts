import type { Secret } from './secret.js';

/** What may be spent in a day, and what a model costs, all in the same currency. */
export interface MoneyCap {
  readonly perDay: number;
  /** For a million tokens that are read. */
  readonly inputPerMillion: number;
  /** For a million tokens that are written. */
  readonly outputPerMillion: number;
}

/** How the language model is reached and asked: S1's `OPENAI_*` and `LLM_*`. */
export interface LlmSettings {
  /** Of an OpenAI-compatible endpoint, up to where `/chat/completions` follows. */
  readonly baseUrl: string;
  /** Absent: the endpoint asks for none. */
  readonly apiKey?: Secret;
  readonly model: string;
  readonly temperature: number;
  readonly topP: number;
  readonly frequencyPenalty: number;
  readonly presencePenalty: number;
  /** For one attempt, up to the last byte of its answer. */
  readonly timeoutMs: number;
  /** How many attempts may follow on the first. */
  readonly retries: number;
  /** How long an answer may be given again to whoever asks with the same key; 0: never. */
  readonly cacheTtlMs: number;
  /** Read and written together, in the account's local day. Absent: no cap. */
  readonly tokensPerDay?: number;
  /** Absent: no cap. */
  readonly moneyPerDay?: MoneyCap;
  /** How many requests may be under way at a time. */
  readonly maxConcurrent: number;
}

/** S1's: a small model of the operator's own machine. */
export const DEFAULT_LLM_SETTINGS: LlmSettings = {
  baseUrl: 'http://localhost:11434/v1',
  model: 'llama3.1:8b',
  temperature: 0.4,
  topP: 0.9,
  frequencyPenalty: 0.3,
  presencePenalty: 0.2,
  timeoutMs: 30_000,
  retries: 2,
  cacheTtlMs: 900_000,
  maxConcurrent: 1,
};
