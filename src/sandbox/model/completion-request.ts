import { isObject, ModelError } from './model-error.js';

const ROLES = ['system', 'developer', 'user', 'assistant', 'tool', 'function'] as const;

/** A message of a request, its parts joined. */
export interface ChatMessage {
  readonly role: (typeof ROLES)[number];
  readonly text: string;
}

/** What `POST /chat/completions` was asked. */
export interface CompletionRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  /** In tokens; absent: as many as it takes. */
  readonly most: number | undefined;
  /** As it came, for faults that look at single fields. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** Figures that have bounds in the published API. */
const BOUNDS: readonly (readonly [name: string, least: number, most: number])[] = [
  ['temperature', 0, 2],
  ['top_p', 0, 1],
  ['frequency_penalty', -2, 2],
  ['presence_penalty', -2, 2],
  ['n', 1, 1],
  ['max_tokens', 1, 1_000_000],
  ['max_completion_tokens', 1, 1_000_000],
];

/**
 * Reads a request as the published API describes it.
 * @throws ModelError with what that API answers
 * @see https://platform.openai.com/docs/api-reference/chat/create
 */
export function completionRequest(body: unknown): CompletionRequest {
  if (!isObject(body)) throw ModelError.badRequest('We could not parse the JSON body.', null);
  if (typeof body.model !== 'string' || body.model === '') {
    throw ModelError.badRequest('you must provide a model parameter', 'model');
  }
  for (const [name, least, most] of BOUNDS) {
    const figure = body[name];
    if (figure === undefined || figure === null) continue;
    if (typeof figure !== 'number' || !(figure >= least && figure <= most)) {
      throw ModelError.badRequest(
        `Invalid '${name}': expected a value from ${least} to ${most}.`,
        name,
      );
    }
  }
  if (body.stream === true) {
    throw ModelError.badRequest(
      "Unsupported value: 'stream' does not support true here.",
      'stream',
    );
  }
  if (!Array.isArray(body.messages) || body.messages.length === 0) {
    throw ModelError.badRequest("Invalid 'messages': expected a list of at least one.", 'messages');
  }
  const most = body.max_completion_tokens ?? body.max_tokens;
  return {
    model: body.model,
    messages: body.messages.map(messageOf),
    most: typeof most === 'number' ? most : undefined,
    body,
  };
}

function messageOf(message: unknown, at: number): ChatMessage {
  const role = isObject(message) ? ROLES.find((known) => known === message.role) : undefined;
  if (!isObject(message) || !role) {
    throw ModelError.badRequest(
      `Invalid 'messages[${at}].role': expected one of ${ROLES.join(', ')}.`,
      `messages[${at}].role`,
    );
  }
  const { content } = message;
  if (typeof content === 'string') return { role, text: content };
  if (Array.isArray(content)) {
    const texts = content.map((part) => (isObject(part) ? part.text : undefined));
    if (texts.every((text) => typeof text === 'string')) return { role, text: texts.join('\n') };
  }
  if (role === 'assistant' && (content === null || content === undefined)) {
    return { role, text: '' };
  }
  throw ModelError.badRequest(
    `Invalid 'messages[${at}].content': expected a string.`,
    `messages[${at}].content`,
  );
}
