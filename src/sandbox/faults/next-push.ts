/** Lets somebody wait until an account is pushed its next update. */
export class NextPush {
  readonly #waiting = new Map<number, Set<() => void>>();

  /** @returns a promise of the next push, and how to wait no longer. */
  of(account: number): { readonly happened: Promise<void>; readonly forget: () => void } {
    const waiting = this.#waiting.get(account) ?? new Set();
    this.#waiting.set(account, waiting);
    let wake = (): void => undefined;
    const happened = new Promise<void>((resolve) => {
      wake = resolve;
    });
    waiting.add(wake);
    return { happened, forget: () => waiting.delete(wake) };
  }

  /** An account has been pushed an update. */
  happened(account: number): void {
    const waiting = this.#waiting.get(account);
    this.#waiting.delete(account);
    for (const wake of waiting ?? []) wake();
  }
}
