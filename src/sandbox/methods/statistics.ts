import type { RpcError } from '../rpc.js';

/** Counts what was refused, by error; figures in errors are left out (`FLOOD_WAIT_7` → `FLOOD_WAIT`). */
export class Statistics {
  readonly #refused = new Map<string, number>();

  countRefused({ text }: RpcError): void {
    const name = text.replace(/_\d+$/, '');
    this.#refused.set(name, (this.#refused.get(name) ?? 0) + 1);
  }

  get refused(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#refused);
  }
}
