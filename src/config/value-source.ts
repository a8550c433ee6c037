/** Where a value was found. Files are named as a person would from the working directory. */
export type ValueSource =
  | { readonly kind: 'environment'; readonly name: string }
  | {
      readonly kind: 'env-file' | 'customer-file';
      readonly file: string;
      readonly line: number;
      /** The variable, or the path within the document, as written. */
      readonly name: string;
    }
  | { readonly kind: 'key-file'; readonly file: string }
  | { readonly kind: 'default' };

/** `envs/customer1.env:3`, `environment`, `default`: short, for a table and for brackets in a sentence. */
export function placeOf(source: ValueSource): string {
  switch (source.kind) {
    case 'env-file':
    case 'customer-file':
      return `${source.file}:${source.line}`;
    case 'key-file':
      return source.file;
    default:
      return source.kind;
  }
}
