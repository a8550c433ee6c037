/** Which message is asked about: by its number, the newest one to somebody, or the newest of all. */
export type WhyQuestion =
  | { readonly about: 'id'; readonly id: number }
  /** @username, an id or a link, as an operator writes a person or a chat. */
  | { readonly about: 'peer'; readonly who: string }
  | { readonly about: 'last' };
