import type { LlmSettings } from '../../core/llm-settings.js';
import { faultOfAddress } from './address.js';
import { boundedFetch } from './bounded-fetch.js';

const DEADLINE_MS = 10_000;
/** So many names are told of an endpoint that has others. */
const NAMED = 5;
const LONGEST_NAME = 80;

/** What was found at the endpoint: with the remedy when it is not well. */
export interface ModelSight {
  readonly ok: boolean;
  readonly found: string;
}

/**
 * Looks whether the endpoint is there, takes the key and has the model, without having anything written.
 * @see https://platform.openai.com/docs/api-reference/models/list
 */
export async function pingModel({ baseUrl, apiKey, model }: LlmSettings): Promise<ModelSight> {
  const fault = faultOfAddress(baseUrl);
  if (fault !== undefined) return { ok: false, found: fault };
  try {
    const response = await boundedFetch(`${baseUrl}/models`, {
      headers: apiKey ? { authorization: `Bearer ${apiKey.reveal()}` } : {},
      redirect: 'manual',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    const { status } = response;
    if (status === 401 || status === 403) {
      return {
        ok: false,
        found: `${baseUrl} does not accept the key (${status}). → Correct OPENAI_API_KEY`,
      };
    }
    const names = status === 200 ? namesIn(await response.json()) : undefined;
    await response.body?.cancel().catch(() => undefined);
    if (names) return ofNames(names, model, baseUrl);
    // Not every endpoint lists its models.
    if (status === 404 || status === 405) return { ok: true, found: `${baseUrl} answers` };
    return {
      ok: false,
      found: `${baseUrl} answers ${status}, with no list of models. → Correct OPENAI_BASE_URL; most addresses end in /v1`,
    };
  } catch (error) {
    return { ok: false, found: `${baseUrl} does not answer (${why(error)}). → ${NOBODY_THERE}` };
  }
}

const NOBODY_THERE =
  'Start the model (ollama serve), or correct OPENAI_BASE_URL; until it answers nothing is written';

function ofNames(names: readonly string[], model: string, baseUrl: string): ModelSight {
  // Ollama's own names end in a tag; `llama3` is `llama3:latest`.
  if (names.some((name) => name === model || name === `${model}:latest`)) {
    return { ok: true, found: `${model} at ${baseUrl}` };
  }
  const others = names
    .slice(0, NAMED)
    .map((name) => name.slice(0, LONGEST_NAME).replace(/\p{C}/gu, '?'));
  const has = others.length === 0 ? 'none' : others.join(', ');
  return {
    ok: false,
    found: `${baseUrl} has no model ${model}, but ${has}. → Correct LLM_MODEL, or install it there (ollama pull ${model})`,
  };
}

function namesIn(body: unknown): readonly string[] | undefined {
  const list = isRecord(body) ? body.data : undefined;
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((one: unknown) =>
    isRecord(one) && typeof one.id === 'string' ? [one.id] : [],
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The innermost reason, told by shape (those of `fetch` may come from another realm): `fetch failed` says nothing. */
function why(error: unknown): string {
  if (!isRecord(error)) return String(error);
  if (error.name === 'TimeoutError') return `nothing came in ${DEADLINE_MS / 1_000} s`;
  if (error.name === 'SyntaxError') return 'what came is no JSON';
  const { cause } = error;
  return String(isRecord(cause) ? (cause.code ?? cause.message) : error.message);
}
