import type { APIError } from 'openai';
import type { LlmSettings } from '../../core/llm-settings.js';
import { maskerFor } from '../../lib/mask.js';
import { type Attempt, NOTHING } from './attempt.js';
import { BodyTooLong } from './bounded-fetch.js';
import { type OptionalParameter, optionalParameter } from './question.js';
import { retryAfterMs } from './retry-after.js';

/** What stands behind a failure. */
export interface FailureContext {
  readonly settings: LlmSettings;
  readonly now: number;
  /** What was left out already. */
  readonly without: ReadonlySet<OptionalParameter>;
}

/** The longest piece of an endpoint's own words that is passed on, in UTF-16 units. */
const MOST_EXCERPT = 200;
const ASK_AGAIN: ReadonlySet<number> = new Set([408, 409, 425, 429]);
/** Behind these the model may have written all the same. */
const PERHAPS_WRITTEN: ReadonlySet<number> = new Set([408, 504, 524]);

/** What an endpoint's error status means. */
export function ofStatus(error: APIError, context: FailureContext): Attempt {
  const { status = 0, code } = error;
  const unpaid = code === 'insufficient_quota' || status === 402;
  if (!unpaid && (ASK_AGAIN.has(status) || status >= 500)) {
    const restMs = retryAfterMs(error.headers, context.now);
    return {
      type: 'failed',
      code: status === 429 ? 'MODEL_OVERLOADED' : 'MODEL_FAILED',
      reason:
        status === 429
          ? 'the endpoint takes no more requests now'
          : `the endpoint answered ${status}`,
      used: PERHAPS_WRITTEN.has(status) ? 'unknown' : NOTHING,
      ...(restMs === undefined ? {} : { restMs }),
    };
  }
  const parameter = optionalParameter(error.param);
  if (parameter !== undefined && !context.without.has(parameter)) {
    return { type: 'without', parameter };
  }
  if (code === 'content_filter') {
    const reason = "the endpoint's own filter stopped the request";
    return { type: 'useless', code: 'MODEL_FILTERED', reason, used: NOTHING };
  }
  const said = excerpt(error, context.settings);
  const [name, reason] = remedy(unpaid ? 402 : status, { code, said, ...context.settings });
  return { type: 'refused', code: name, reason: `${reason} (the endpoint says: ${said})` };
}

/** What to do about a status that does not go away by itself. */
function remedy(
  status: number,
  { code, said, model }: { code: unknown; said: string; model: string },
): readonly [code: string, reason: string] {
  switch (status) {
    case 402:
      return [
        'MODEL_UNPAID',
        'the account behind OPENAI_API_KEY has no credit left: top it up, or use another key',
      ];
    case 401:
    case 403:
      return [
        'MODEL_KEY_REFUSED',
        `the endpoint does not accept the key: correct OPENAI_API_KEY, or give it the right to use ${model}`,
      ];
    case 404:
      if (code === 'model_not_found' || /\bmodel\b/i.test(said)) {
        return [
          'MODEL_NOT_FOUND',
          `the endpoint has no model ${model}: correct LLM_MODEL, or install it there (ollama pull ${model})`,
        ];
      }
      return [
        'MODEL_ADDRESS_WRONG',
        'there is no /chat/completions under OPENAI_BASE_URL: correct it; most addresses end in /v1',
      ];
    default:
  }
  if (status < 400) {
    return [
      'MODEL_ADDRESS_WRONG',
      `the endpoint sends elsewhere (${status}): set OPENAI_BASE_URL to its new address`,
    ];
  }
  if (code === 'context_length_exceeded' || status === 413) {
    return [
      'MODEL_TOO_SMALL',
      `the request is too long for ${model}: shorten the prompt, or set LLM_MODEL to a model that reads more`,
    ];
  }
  return [
    'MODEL_REQUEST_REFUSED',
    `the endpoint does not take the request (${status}): correct LLM_MODEL and the other LLM_ variables, or OPENAI_BASE_URL`,
  ];
}

/** What an attempt that brought no whole answer means. */
export function ofBrokenLine(error: unknown): Attempt {
  const chain = causes(error);
  if (chain.some((cause) => cause instanceof BodyTooLong)) {
    const reason = 'the answer went on and on and was broken off';
    return { type: 'useless', code: 'MODEL_ANSWER_TOO_LONG', reason, used: 'unknown' };
  }
  if (chain[0]?.name === 'SyntaxError') {
    return {
      type: 'failed',
      code: 'MODEL_ANSWER_MALFORMED',
      reason: 'its answer is no JSON',
      used: 'unknown',
    };
  }
  const code = chain
    .map((cause) => String(cause.code))
    .find((name) => /^(E[A-Z]+|UND_ERR_[A-Z_]+)$/.test(name));
  // Nobody was there to write anything.
  const unheard = code !== undefined && NEVER_ARRIVED.has(code);
  return {
    type: 'failed',
    code: 'MODEL_UNREACHABLE',
    reason: `the endpoint at OPENAI_BASE_URL cannot be reached${code === undefined ? '' : ` (${code})`}`,
    used: unheard ? NOTHING : 'unknown',
  };
}

const NEVER_ARRIVED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

interface Cause {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly cause?: unknown;
  /** Of several addresses that were tried. */
  readonly errors?: unknown;
}

/** An error and what led to it, told by shape: those of `fetch` may come from another realm. */
function causes(error: unknown): readonly Cause[] {
  const found: Cause[] = [];
  let next = error;
  while (isCause(next) && found.length < 10) {
    found.push(next);
    next = next.cause ?? (Array.isArray(next.errors) ? next.errors[0] : undefined);
  }
  return found;
}

function isCause(value: unknown): value is Cause {
  return typeof value === 'object' && value !== null;
}

/** An endpoint's own words on one line, shortened, and without the key that some repeat. */
function excerpt(error: APIError, { apiKey }: LlmSettings): string {
  // Cut before anything else is done with it: it may be a page.
  const said = error.message.slice(0, 4 * MOST_EXCERPT);
  const masked = maskerFor(apiKey ? [apiKey.reveal()] : [])(said);
  const line = masked.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > MOST_EXCERPT ? `${line.slice(0, MOST_EXCERPT)}…` : line;
}
