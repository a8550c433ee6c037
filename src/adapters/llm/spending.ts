import type { LlmSettings } from '../../core/llm-settings.js';
import type { TokenUse } from '../../core/usage-book.js';
import type { WriteRequest } from '../../core/writer.js';

/** What a chat template puts around each message. */
const TOKENS_AROUND = 16;

/**
 * The most that a request can cost: a token is at least a byte of UTF-8 in every model's alphabet, and no
 * more are written than were asked for.
 */
export function mostTokens({ instructions, conversation, maxTokens }: WriteRequest): TokenUse {
  const texts = [instructions, ...conversation.map(({ text }) => text)];
  const input = texts.reduce((sum, text) => sum + Buffer.byteLength(text) + TOKENS_AROUND, 0);
  return { input, output: maxTokens };
}

/** Whether a day's use keeps within the caps. */
export function withinCaps(
  { input, output }: TokenUse,
  { tokensPerDay, moneyPerDay }: Pick<LlmSettings, 'tokensPerDay' | 'moneyPerDay'>,
): boolean {
  if (tokensPerDay !== undefined && input + output > tokensPerDay) return false;
  if (!moneyPerDay) return true;
  const { perDay, inputPerMillion, outputPerMillion } = moneyPerDay;
  return input * inputPerMillion + output * outputPerMillion <= perDay * 1e6;
}
