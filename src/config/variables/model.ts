import type { Variable } from './variable.js';

/** The language model that writes, and what it may cost. */
export const MODEL_VARIABLES = [
  {
    name: 'OPENAI_BASE_URL',
    meaning: 'an OpenAI-compatible endpoint',
    byDefault: '`http://localhost:11434/v1` (Ollama)',
    document: 'S1',
  },
  {
    name: 'OPENAI_API_KEY',
    meaning: "the endpoint's key",
    byDefault: 'none',
    document: 'S1',
    secret: true,
  },
  { name: 'LLM_MODEL', meaning: "the model's name", byDefault: '`llama3.1:8b`', document: 'S1' },
  {
    name: 'LLM_TEMPERATURE',
    meaning: 'sampling temperature, from 0 to 2',
    byDefault: '`0.4`',
    document: 'S1',
  },
  {
    name: 'LLM_TOP_P',
    meaning: 'nucleus sampling, from 0 to 1',
    byDefault: '`0.9`',
    document: 'S1',
  },
  {
    name: 'LLM_FREQUENCY_PENALTY',
    meaning: 'frequency penalty, from -2 to 2',
    byDefault: '`0.3`',
    document: 'S1',
  },
  {
    name: 'LLM_PRESENCE_PENALTY',
    meaning: 'presence penalty, from -2 to 2',
    byDefault: '`0.2`',
    document: 'S1',
  },
  {
    name: 'LLM_TIMEOUT_SECONDS',
    meaning: 'how long one attempt may take; seconds, or `1m`',
    byDefault: '`30`',
    document: 'N',
  },
  {
    name: 'CACHE_TTL_SECONDS',
    meaning: "how long a model's answer is kept for the same question; `0`: not at all",
    byDefault: '`900`',
    document: 'S1',
  },
  {
    name: 'LLM_TOKENS_PER_DAY',
    meaning: 'tokens, read and written together, on a local day',
    byDefault: 'no cap',
    document: 'N',
  },
  {
    name: 'LLM_MONEY_PER_DAY',
    meaning: 'what may be spent on a local day, in the currency of the two prices',
    byDefault: 'no cap',
    document: 'N',
  },
  {
    name: 'LLM_PRICE_INPUT',
    meaning: 'what a million tokens that are read cost',
    byDefault: 'required with `LLM_MONEY_PER_DAY`',
    document: 'N',
  },
  {
    name: 'LLM_PRICE_OUTPUT',
    meaning: 'what a million tokens that are written cost',
    byDefault: 'required with `LLM_MONEY_PER_DAY`',
    document: 'N',
  },
] as const satisfies readonly Variable[];
