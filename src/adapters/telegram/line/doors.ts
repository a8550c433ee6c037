import type { DataCentreAddress } from './data-centres.js';

/**
 * The addresses of one data centre. Telegram names them anew at each connect, and they change over the
 * years, so that the one that a session was kept with need not be there any more.
 */
export class Doors {
  readonly #first: DataCentreAddress;
  #addresses: readonly DataCentreAddress[];
  #turns = 0;

  /** @param first the address to begin with; it stays the last resort */
  constructor(first: DataCentreAddress) {
    this.#first = first;
    this.#addresses = [first];
  }

  /** The address for the next attempt. */
  get address(): DataCentreAddress {
    return this.#addresses[this.#turns % this.#addresses.length] ?? this.#first;
  }

  /** Nobody answered there: the next attempt goes to another one, if there is one. */
  turn(): void {
    this.#turns++;
  }

  /** What Telegram says of its data centres; others than this one are left out. */
  learn(named: readonly DataCentreAddress[]): void {
    const { dcId, host, port } = this.#first;
    const own = named.filter(
      (one) => one.dcId === dcId && !(one.host === host && one.port === port),
    );
    this.#addresses = [...own, this.#first];
    this.#turns = 0;
  }
}
