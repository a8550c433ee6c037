import { createHash, pbkdf2Sync, randomBytes } from 'node:crypto';
import { modularPower, toBigInt, toBytes } from '../mtproto/crypto/big-integer.js';
import { dhGenerator, dhPrime } from '../mtproto/exchange/dh-group.js';
import type { TlObject } from '../rpc.js';

const prime = toBigInt(dhPrime);

const sha256 = (...parts: readonly Buffer[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

function padded(value: bigint): Buffer {
  const bytes = toBytes(value);
  return Buffer.concat([Buffer.alloc(256 - bytes.length), bytes]);
}

const generator = padded(BigInt(dhGenerator));
const multiplier = toBigInt(sha256(dhPrime, generator));

/** What the server keeps of a two-step verification password: never the password. */
export interface Verifier {
  readonly salt1: Buffer;
  readonly salt2: Buffer;
  readonly value: bigint;
}

/** One question to a client, answered once. */
export interface Challenge {
  readonly id: bigint;
  readonly exponent: bigint;
  readonly publicBytes: Buffer;
}

/** @see https://core.telegram.org/api/srp (takes about 0.1 s) */
export function verifierFor(password: string, salt1: Buffer, salt2: Buffer): Verifier {
  const salted = (salt: Buffer, data: Buffer) => sha256(salt, data, salt);
  const first = salted(salt2, salted(salt1, Buffer.from(password, 'utf8')));
  const secret = salted(salt2, pbkdf2Sync(first, salt1, 100_000, 64, 'sha512'));
  return { salt1, salt2, value: modularPower(BigInt(dhGenerator), toBigInt(secret), prime) };
}

/** Asks a client to show that it knows the password. */
export function challenge(verifier: Verifier): Challenge {
  const exponent = toBigInt(randomBytes(256));
  const power = modularPower(BigInt(dhGenerator), exponent, prime);
  const publicBytes = padded((multiplier * verifier.value + power) % prime);
  return { id: randomBytes(8).readBigInt64BE(), exponent, publicBytes };
}

/** Does the answer to the challenge prove the password? */
export function proves(
  verifier: Verifier,
  asked: Challenge,
  answer: { readonly a: Buffer; readonly proof: Buffer },
): boolean {
  const power = toBigInt(answer.a);
  if (power % prime === 0n) return false;
  const a = padded(power % prime);
  const scramble = toBigInt(sha256(a, asked.publicBytes));
  const base = (power * modularPower(verifier.value, scramble, prime)) % prime;
  const key = sha256(padded(modularPower(base, asked.exponent, prime)));
  const primeHash = sha256(dhPrime);
  const generatorHash = sha256(generator);
  const group = Buffer.from(primeHash.map((byte, at) => byte ^ (generatorHash[at] ?? 0)));
  const expected = sha256(
    group,
    sha256(verifier.salt1),
    sha256(verifier.salt2),
    a,
    asked.publicBytes,
    key,
  );
  return expected.equals(answer.proof);
}

/** How clients are to hash the password. */
export function tlAlgorithm({ salt1, salt2 }: Pick<Verifier, 'salt1' | 'salt2'>): TlObject {
  return {
    _: 'passwordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow',
    salt1,
    salt2,
    g: dhGenerator,
    p: dhPrime,
  };
}
