import type OpenAI from 'openai';
import type { LlmSettings } from '../../core/llm-settings.js';
import type { WriteRequest } from '../../core/writer.js';

/** What some models don't take: it is left out for them (`max_tokens` has a younger name instead). */
const OPTIONAL = [
  'temperature',
  'top_p',
  'frequency_penalty',
  'presence_penalty',
  'max_tokens',
] as const;
export type OptionalParameter = (typeof OPTIONAL)[number];

/** Is this a parameter that can be left out? */
export function optionalParameter(name: unknown): OptionalParameter | undefined {
  return OPTIONAL.find((known) => known === name);
}

/** The body of `POST /chat/completions`. */
export function questionOf(
  { instructions, conversation, maxTokens }: WriteRequest,
  settings: LlmSettings,
  without: ReadonlySet<OptionalParameter>,
): OpenAI.ChatCompletionCreateParamsNonStreaming {
  const { model, temperature, topP, frequencyPenalty, presencePenalty } = settings;
  const figures = {
    temperature,
    top_p: topP,
    frequency_penalty: frequencyPenalty,
    presence_penalty: presencePenalty,
    max_tokens: maxTokens,
  };
  const taken = Object.entries(figures).filter(([name]) => !without.has(name as OptionalParameter));
  return {
    model,
    messages: [
      { role: 'system', content: wellFormed(instructions) },
      ...conversation.map(({ by, text }) =>
        by === 'self'
          ? ({ role: 'assistant', content: wellFormed(text) } as const)
          : ({ role: 'user', content: wellFormed(text) } as const),
      ),
    ],
    ...Object.fromEntries(taken),
    ...(without.has('max_tokens') ? { max_completion_tokens: maxTokens } : {}),
  };
}

/** Half a surrogate pair is an error for many endpoints. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}
