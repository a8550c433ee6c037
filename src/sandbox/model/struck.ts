import { type Completion, completionOf } from './completion.js';
import type { CompletionRequest } from './completion-request.js';
import { instructionsIn, languageFor } from './compose.js';
import { LINES } from './lines.js';
import { ModelError } from './model-error.js';
import type { ModelEffect } from './model-fault.js';

/** The error that a fault answers, if it is one of those. */
export function struckError(
  effect: ModelEffect | undefined,
  { model, body }: CompletionRequest,
  now: number,
): ModelError | undefined {
  switch (effect?.kind) {
    case 'rate-limit': {
      const { retryAfterSeconds = 20, asDate = false } = effect;
      const at = new Date(now + retryAfterSeconds * 1_000).toUTCString();
      return new ModelError(
        429,
        'Rate limit reached for requests.',
        { type: 'requests', code: 'rate_limit_exceeded' },
        { 'retry-after': asDate ? at : String(retryAfterSeconds) },
      );
    }
    case 'error': {
      const text = 'The server had an error while processing your request.';
      return new ModelError(effect.status ?? 500, text, { type: 'server_error' });
    }
    case 'key-refused':
      return new ModelError(401, 'Incorrect API key provided.', {
        type: 'invalid_request_error',
        code: 'invalid_api_key',
      });
    case 'no-model':
      return noModel(model);
    case 'parameter-refused': {
      const { parameter = 'temperature' } = effect;
      if (body[parameter] === undefined) return undefined;
      const text = `Unsupported parameter: '${parameter}' is not supported with this model.`;
      return ModelError.badRequest(text, parameter, 'unsupported_parameter');
    }
    default:
      return undefined;
  }
}

/** 404, as for a model that the endpoint does not have. */
export function noModel(model: string): ModelError {
  return new ModelError(
    404,
    `The model '${model}' does not exist or you do not have access to it.`,
    {
      type: 'invalid_request_error',
      code: 'model_not_found',
    },
  );
}

/** What a fault makes of a good text. @returns undefined for no choice at all */
export async function struckCompletion(
  effect: ModelEffect | undefined,
  text: string,
  { messages, most }: CompletionRequest,
): Promise<Completion | undefined> {
  const language = await languageFor(messages);
  switch (effect?.kind) {
    case 'no-choices':
      return undefined;
    case 'cut-short':
      return { content: text.slice(0, text.length / 2), refusal: null, finish: 'length' };
    case 'filtered':
      return { content: '', refusal: null, finish: 'content_filter' };
    case 'refusal-field':
      return { content: null, refusal: LINES[language].refusal, finish: 'stop' };
    case 'refusal':
      return { content: LINES[language].refusal, refusal: null, finish: 'stop' };
    case 'prompt-leak':
      return { content: instructionsIn(messages), refusal: null, finish: 'stop' };
    case 'huge':
      return { content: long(text, effect.kilobytes ?? 200), refusal: null, finish: 'stop' };
    case 'wrong-language': {
      const other = LINES[language === 'ru' ? 'en' : 'ru'];
      const content = `${other.openings[0]}, ${other.thoughts[0]}.`;
      return { content, refusal: null, finish: 'stop' };
    }
    case 'links':
      return {
        content: `${text} https://t.me/ucuz_kanal @ucuz_kanal`,
        refusal: null,
        finish: 'stop',
      };
    case 'empty':
      return { content: '', refusal: null, finish: 'stop' };
    case 'think':
      return {
        content: `<think>\nThey want a short text. I could write "https://t.me/x", but no.\n</think>\n\n${text}`,
        refusal: null,
        finish: 'stop',
      };
    default:
      return completionOf(text, most);
  }
}

/** Of so many thousands of bytes at least. */
function long(text: string, kilobytes: number): string {
  return `${text} `.repeat(Math.ceil((kilobytes * 1_024) / Buffer.byteLength(`${text} `)));
}
