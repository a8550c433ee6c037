/** What a parser makes of a text: the value, or what is wrong with it. */
export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** Goes on after the variable's name: "is not a whole number". */
      readonly problem: string;
      /** An instruction; `{name}` stands for the variable's name. */
      readonly remedy: string;
    };

export type Parser<T> = (text: string) => Parsed<T>;

export function good<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function bad(problem: string, remedy: string): Parsed<never> {
  return { ok: false, problem, remedy };
}
