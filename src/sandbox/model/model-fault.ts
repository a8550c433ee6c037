/** What can go wrong with one answer of the model. */
export type ModelEffect =
  /** It takes so long. @default ms 5,000 */
  | { readonly kind: 'slow'; readonly ms?: number }
  /** No answer, ever; the line stays up. */
  | { readonly kind: 'hang' }
  /** 429. @default retryAfterSeconds 20, as a number; `asDate` writes the moment instead */
  | {
      readonly kind: 'rate-limit';
      readonly retryAfterSeconds?: number;
      readonly asDate?: boolean;
    }
  /** An error of that status. @default status 500 */
  | { readonly kind: 'error'; readonly status?: number }
  /** 200, and JSON that ends too early. */
  | { readonly kind: 'malformed' }
  /** The line breaks in the middle of the body. */
  | { readonly kind: 'cut' }
  /** 401: the key is not accepted. */
  | { readonly kind: 'key-refused' }
  /** 404: there is no such model. */
  | { readonly kind: 'no-model' }
  /** 400: the model does not take this parameter, while it is sent. @default temperature */
  | { readonly kind: 'parameter-refused'; readonly parameter?: string }
  /** `choices` is empty. */
  | { readonly kind: 'no-choices' }
  /** The text is cut, `finish_reason` is `length`. */
  | { readonly kind: 'cut-short' }
  /** `finish_reason` is `content_filter`. */
  | { readonly kind: 'filtered' }
  /** The field `refusal` is set, and there is no text. */
  | { readonly kind: 'refusal-field' }
  /** The text declines, as small models do. */
  | { readonly kind: 'refusal' }
  /** The text is what the model was instructed. */
  | { readonly kind: 'prompt-leak' }
  /** The text is so long. @default kilobytes 200 */
  | { readonly kind: 'huge'; readonly kilobytes?: number }
  | { readonly kind: 'wrong-language' }
  /** The text has a link and a name in it. */
  | { readonly kind: 'links' }
  | { readonly kind: 'empty' }
  /** The text has the model's thoughts in front of it. */
  | { readonly kind: 'think' };

export type ModelFaultKind = ModelEffect['kind'];

/** Each with the figures that it takes. */
export const MODEL_FAULTS: Readonly<Record<ModelFaultKind, readonly string[]>> = {
  slow: ['ms'],
  hang: [],
  'rate-limit': ['retryAfterSeconds'],
  error: ['status'],
  malformed: [],
  cut: [],
  'key-refused': [],
  'no-model': [],
  'parameter-refused': [],
  'no-choices': [],
  'cut-short': [],
  filtered: [],
  'refusal-field': [],
  refusal: [],
  'prompt-leak': [],
  huge: ['kilobytes'],
  'wrong-language': [],
  links: [],
  empty: [],
  think: [],
};

/** Something that goes wrong with the model, and when. */
export interface ModelFault {
  readonly effect: ModelEffect;
  /** How many requests pass unharmed first. @default 0 */
  readonly skip?: number;
  /** How often it strikes. @default for ever */
  readonly times?: number;
  /** How likely it strikes a request, by the seed. @default 1 */
  readonly probability?: number;
}
