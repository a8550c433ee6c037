import type { CompletionRequest } from './completion-request.js';

/** What the model gives back, before it is put into the API's form. */
export interface Completion {
  readonly content: string | null;
  readonly refusal: string | null;
  readonly finish: 'stop' | 'length' | 'content_filter';
}

/** A text, cut where the request's tokens end. */
export function completionOf(content: string, most: number | undefined): Completion {
  if (most === undefined || tokensIn(content) <= most) {
    return { content, refusal: null, finish: 'stop' };
  }
  return { content: content.slice(0, 4 * most), refusal: null, finish: 'length' };
}

/** A model's usual four characters. */
export function tokensIn(text: string): number {
  return Math.ceil(text.length / 4);
}

/**
 * The API's `chat.completion` object.
 * @param completion absent: an answer without any choice
 */
export function completionBody(
  { model, messages }: CompletionRequest,
  completion: Completion | undefined,
  { id, created }: { readonly id: string; readonly created: number },
): object {
  const prompt = messages.reduce((sum, { text }) => sum + tokensIn(text) + 4, 0);
  const written = tokensIn(completion?.content ?? '');
  return {
    id: `chatcmpl-${id}`,
    object: 'chat.completion',
    created,
    model,
    system_fingerprint: 'fp_sandbox',
    choices: completion
      ? [
          {
            index: 0,
            message: {
              role: 'assistant',
              content: completion.content,
              refusal: completion.refusal,
            },
            logprobs: null,
            finish_reason: completion.finish,
          },
        ]
      : [],
    usage: {
      prompt_tokens: prompt,
      completion_tokens: written,
      total_tokens: prompt + written,
    },
  };
}
