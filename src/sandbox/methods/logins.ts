import { createHash, randomBytes } from 'node:crypto';
import { RpcError } from '../rpc.js';
import type { Person } from '../world/person.js';
import type { World } from '../world/world.js';
import { type Challenge, challenge, proves, type Verifier, verifierFor } from './srp.js';

/** A login code lives five minutes, and three wrong ones. */
const CODE_LIFE_MS = 5 * 60_000;
const MOST_TRIES = 3;

/** How a code reaches the phone, in the order in which it may be asked for again. */
export const CODE_WAYS = ['App', 'Sms', 'Call'] as const;

interface PendingCode {
  readonly phone: string;
  readonly expiresAtMs: number;
  tries: number;
  way: number;
}

/** Logins under way: codes that were sent, passwords that are asked for. */
export class Logins {
  readonly #world: World;
  readonly #codes = new Map<string, PendingCode>();
  /** Who gave the right code, by authorization key. */
  readonly #afterCode = new Map<bigint, number>();
  readonly #challenges = new Map<bigint, { readonly userId: number; readonly asked: Challenge }>();
  readonly #verifiers = new Map<number, Verifier>();

  constructor(world: World) {
    this.#world = world;
  }

  byPhone(phone: string): Person | undefined {
    return [...this.#world.state.persons.values()].find(({ login }) => login?.phone === phone);
  }

  /** @returns the phone_code_hash. */
  sendCode(phone: string): string {
    const hash = randomBytes(9).toString('hex');
    const expiresAtMs = this.#world.now() + CODE_LIFE_MS;
    this.#codes.set(hash, { phone, expiresAtMs, tries: 0, way: 0 });
    return hash;
  }

  /** Sends it the next way. @returns which of CODE_WAYS. */
  resend(phone: string, hash: string): number {
    const pending = this.#pending(phone, hash);
    if (pending.way + 1 >= CODE_WAYS.length) throw new RpcError(406, 'SEND_CODE_UNAVAILABLE');
    pending.way++;
    return pending.way;
  }

  cancel(phone: string, hash: string): void {
    this.#pending(phone, hash);
    this.#codes.delete(hash);
  }

  /**
   * Ends every code that somebody wrote in a chat: whoever reads along cannot use it.
   * @see https://core.telegram.org/api/auth
   */
  seenInChat(account: Person, text: string): void {
    const { login } = account;
    if (!login || !text.includes(login.code)) return;
    for (const [hash, { phone }] of this.#codes) {
      if (phone === login.phone) this.#codes.delete(hash);
    }
  }

  /** @returns who the code belongs to; undefined when nobody has an account with this phone. */
  checkCode(phone: string, hash: string, code: string): Person | undefined {
    const pending = this.#pending(phone, hash);
    const person = this.byPhone(phone);
    if (!person) return undefined;
    if (code !== person.login?.code) {
      pending.tries++;
      if (pending.tries >= MOST_TRIES) this.#codes.delete(hash);
      throw new RpcError(400, code === '' ? 'PHONE_CODE_EMPTY' : 'PHONE_CODE_INVALID');
    }
    this.#codes.delete(hash);
    return person;
  }

  #pending(phone: string, hash: string): PendingCode {
    const pending = this.#codes.get(hash);
    if (!pending || pending.phone !== phone || pending.expiresAtMs < this.#world.now()) {
      throw new RpcError(400, 'PHONE_CODE_EXPIRED');
    }
    return pending;
  }

  /** From now on this key may answer for the account's password. */
  askPassword(keyId: bigint, person: Person): void {
    this.#afterCode.set(keyId, person.id);
  }

  /** Who is to give a password with this key. */
  awaited(keyId: bigint): Person | undefined {
    return this.#world.state.persons.get(this.#afterCode.get(keyId) ?? 0);
  }

  /** The account's verifier; its salts follow from the seed, so a restart does not change them. */
  verifier(person: Person): Verifier | undefined {
    const password = person.login?.password;
    if (password === undefined) return undefined;
    const known = this.#verifiers.get(person.id);
    if (known) return known;
    const salt = (name: string) =>
      createHash('sha256').update(`${this.#world.seed} ${name} ${person.id}`).digest();
    const made = verifierFor(
      password,
      salt('salt1').subarray(0, 16),
      salt('salt2').subarray(0, 16),
    );
    this.#verifiers.set(person.id, made);
    return made;
  }

  challenge(person: Person, verifier: Verifier): Challenge {
    const asked = challenge(verifier);
    this.#challenges.set(asked.id, { userId: person.id, asked });
    return asked;
  }

  /** @throws RpcError when the answer proves nothing. */
  checkPassword(person: Person, srpId: bigint, a: Buffer, proof: Buffer): void {
    const open = this.#challenges.get(srpId);
    const verifier = this.verifier(person);
    if (open?.userId !== person.id || !verifier) throw new RpcError(400, 'SRP_ID_INVALID');
    this.#challenges.delete(srpId);
    if (!proves(verifier, open.asked, { a, proof })) {
      throw new RpcError(400, 'PASSWORD_HASH_INVALID');
    }
  }

  /** The login is over. */
  done(keyId: bigint): void {
    this.#afterCode.delete(keyId);
  }
}
