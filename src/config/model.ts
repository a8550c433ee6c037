import { DEFAULT_LLM_SETTINGS, type LlmSettings, type MoneyCap } from '../core/llm-settings.js';
import { secret } from '../lib/secret.js';
import type { LoadContext } from './load-context.js';
import { durationFrom, parseDuration } from './parse/duration.js';
import { parseModelAddress } from './parse/model-address.js';
import { decimalNumber, wholeNumber } from './parse/number.js';
import { good } from './parse/parsed.js';
import { placeOf } from './value-source.js';
import type { VariableName } from './variables/known.js';

const SHORTEST_TIMEOUT_MS = 1_000;
/** A cap below it would be no cap but a switch. */
const LEAST_MONEY = 0.01;
const MOST_MONEY = 1_000_000;

/** Reads how the language model is reached and asked, and what it may cost. */
export function readModel(context: LoadContext): LlmSettings {
  const { values } = context;
  const byDefault = DEFAULT_LLM_SETTINGS;
  const penalty = (name: VariableName, example: number) =>
    values.read(name, decimalNumber(-2, 2, example));
  const apiKey = values.read('OPENAI_API_KEY', good);
  const tokensPerDay = values.read(
    'LLM_TOKENS_PER_DAY',
    wholeNumber(1, Number.MAX_SAFE_INTEGER, 200_000),
  );
  const moneyPerDay = readMoneyCap(context);
  return {
    ...byDefault,
    baseUrl: values.read('OPENAI_BASE_URL', parseModelAddress) ?? byDefault.baseUrl,
    ...(apiKey === undefined ? {} : { apiKey: secret(apiKey) }),
    model: values.read('LLM_MODEL', good) ?? byDefault.model,
    temperature: values.read('LLM_TEMPERATURE', decimalNumber(0, 2, 0.4)) ?? byDefault.temperature,
    topP: values.read('LLM_TOP_P', decimalNumber(0, 1, 0.9)) ?? byDefault.topP,
    frequencyPenalty: penalty('LLM_FREQUENCY_PENALTY', 0.3) ?? byDefault.frequencyPenalty,
    presencePenalty: penalty('LLM_PRESENCE_PENALTY', 0.2) ?? byDefault.presencePenalty,
    timeoutMs:
      values.read('LLM_TIMEOUT_SECONDS', durationFrom(SHORTEST_TIMEOUT_MS)) ?? byDefault.timeoutMs,
    cacheTtlMs: values.read('CACHE_TTL_SECONDS', parseDuration) ?? byDefault.cacheTtlMs,
    ...(tokensPerDay === undefined ? {} : { tokensPerDay }),
    ...(moneyPerDay === undefined ? {} : { moneyPerDay }),
  };
}

/** A cap in money needs to know what tokens cost; prices alone hold nothing back. */
function readMoneyCap({ values, warnings }: LoadContext): MoneyCap | undefined {
  const price = decimalNumber(0, MOST_MONEY, 0.5);
  const perDay = values.read('LLM_MONEY_PER_DAY', decimalNumber(LEAST_MONEY, MOST_MONEY, 1));
  const inputPerMillion = values.read('LLM_PRICE_INPUT', price);
  const outputPerMillion = values.read('LLM_PRICE_OUTPUT', price);
  if (!values.has('LLM_MONEY_PER_DAY')) {
    const alone = (['LLM_PRICE_INPUT', 'LLM_PRICE_OUTPUT'] as const).find((one) => values.has(one));
    if (alone !== undefined) {
      const place = placeOf(values.source(alone));
      warnings.push(`${alone} (${place}) holds nothing back without LLM_MONEY_PER_DAY`);
    }
    return undefined;
  }
  values.requireSet(
    'LLM_PRICE_INPUT',
    'LLM_MONEY_PER_DAY needs it: write what a million tokens that are read cost, e.g. LLM_PRICE_INPUT=0.15',
  );
  values.requireSet(
    'LLM_PRICE_OUTPUT',
    'LLM_MONEY_PER_DAY needs it: write what a million tokens that are written cost, e.g. LLM_PRICE_OUTPUT=0.60',
  );
  if (perDay === undefined || inputPerMillion === undefined || outputPerMillion === undefined) {
    return undefined;
  }
  return { perDay, inputPerMillion, outputPerMillion };
}
