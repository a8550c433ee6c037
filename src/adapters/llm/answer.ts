import type { Attempt, Used } from './attempt.js';
import { withoutThoughts } from './thoughts.js';

/** Longer texts are nothing that was asked for. */
export const MOST_TEXT_BYTES = 64 * 1024;

/**
 * What an answer holds. Nothing of its shape is taken for granted: endpoints that call themselves compatible
 * leave fields out, and proxies answer pages with a 200.
 */
export function readAnswer(body: unknown): Attempt {
  if (!isObject(body) || !('choices' in body || 'error' in body)) {
    return {
      type: 'failed',
      code: 'MODEL_ANSWER_MALFORMED',
      reason:
        'what answers at OPENAI_BASE_URL speaks another language than the OpenAI API: check the address if this goes on',
      used: 'unknown',
    };
  }
  const used = usedTokens(body.usage);
  const useless = (code: string, reason: string): Attempt => ({
    type: 'useless',
    code,
    reason,
    used,
  });
  const choice = Array.isArray(body.choices) ? body.choices[0] : undefined;
  const message = isObject(choice) ? choice.message : undefined;
  if (!isObject(choice) || !isObject(message)) {
    return useless('MODEL_ANSWER_EMPTY', 'the model gave no answer');
  }
  if (choice.finish_reason === 'content_filter') {
    return useless('MODEL_FILTERED', "the endpoint's own filter stopped the text");
  }
  if (typeof message.refusal === 'string' && message.refusal !== '') {
    return useless('MODEL_REFUSED', 'the model declined to write this text');
  }
  if (choice.finish_reason === 'length') {
    return useless(
      'MODEL_CUT_SHORT',
      'the text was cut before its end: the model wrote, or thought, at too great length',
    );
  }
  const { content } = message;
  if (typeof content === 'string' && Buffer.byteLength(content) > MOST_TEXT_BYTES) {
    return useless('MODEL_ANSWER_TOO_LONG', `the text is over ${MOST_TEXT_BYTES / 1024} kB`);
  }
  const text = typeof content === 'string' ? withoutThoughts(content) : '';
  if (text === '') return useless('MODEL_ANSWER_EMPTY', 'the model wrote nothing');
  return { type: 'text', text, used };
}

function usedTokens(usage: unknown): Used {
  if (!isObject(usage)) return 'unknown';
  const input = tokens(usage.prompt_tokens);
  const output = tokens(usage.completion_tokens);
  return input === undefined || output === undefined ? 'unknown' : { input, output };
}

function tokens(figure: unknown): number | undefined {
  return Number.isSafeInteger(figure) && Number(figure) >= 0 ? Number(figure) : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
