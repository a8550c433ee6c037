import { createHash, createPublicKey } from 'node:crypto';
import { _serverKeys } from 'telegram/crypto/RSA.js';
import { returnBigInt } from 'telegram/Helpers.js';
import type { Api } from 'telegram/tl/index.js';
import type { DataCentre } from '../../../core/config.js';

/** Where a data centre is. */
export interface DataCentreAddress {
  readonly dcId: number;
  readonly host: string;
  readonly port: number;
}

/**
 * Telegram's data centres; a new login begins in the second and is sent on from there.
 * @see https://core.telegram.org/api/datacenter
 */
const TELEGRAM: readonly DataCentreAddress[] = [
  { dcId: 1, host: '149.154.175.53', port: 443 },
  { dcId: 2, host: '149.154.167.51', port: 443 },
  { dcId: 3, host: '149.154.175.100', port: 443 },
  { dcId: 4, host: '149.154.167.91', port: 443 },
  { dcId: 5, host: '91.108.56.130', port: 443 },
];

/** Where a login begins. */
export const FIRST_DC_ID = 2;

/**
 * The address of one of Telegram's data centres, or that of one's own, which stands for all of them.
 * @throws when Telegram has no such data centre
 */
export function addressOf(dcId: number, own: DataCentre | undefined): DataCentreAddress {
  if (own) return { dcId, host: own.host, port: own.port };
  const address = TELEGRAM.find((candidate) => candidate.dcId === dcId);
  if (!address) throw new Error(`Telegram has no data centre ${dcId} that is known here`);
  return address;
}

/** The addresses in Telegram's configuration that a plain connection over IPv4 can use. */
export function addressesIn({ dcOptions }: Pick<Api.Config, 'dcOptions'>): DataCentreAddress[] {
  return dcOptions
    .filter(
      ({ ipv6, mediaOnly, cdn, tcpoOnly, secret }) =>
        !(ipv6 || mediaOnly || cdn || tcpoOnly || secret),
    )
    .map(({ id, ipAddress, port }) => ({ dcId: id, host: ipAddress, port }));
}

/**
 * Lets GramJS trust a data centre of one's own, beside Telegram's own keys. Adding it again changes nothing.
 * @throws when the key is no RSA key in PEM
 */
export function trust(own: DataCentre): void {
  const { n, e } = createPublicKey(own.publicKeyPem).export({ format: 'jwk' });
  if (!n || !e) throw new Error('the data centre’s public key is not an RSA key');
  const modulus = Buffer.from(n, 'base64url');
  const exponent = Buffer.from(e, 'base64url');
  _serverKeys.set(fingerprintOf(modulus, exponent).toString(), {
    n: returnBigInt(BigInt(`0x${modulus.toString('hex')}`)),
    e: exponent.readUIntBE(0, exponent.length),
  });
}

/**
 * The last eight bytes of the SHA-1 of both numbers as TL strings, read as a signed number.
 * @see https://core.telegram.org/mtproto/auth_key#41-rsa-paddata-server-public-key-mentioned-above-is-implemented-as-follows
 */
function fingerprintOf(modulus: Buffer, exponent: Buffer): bigint {
  const hash = createHash('sha1').update(tlString(modulus)).update(tlString(exponent)).digest();
  return hash.readBigInt64LE(hash.length - 8);
}

function tlString(bytes: Buffer): Buffer {
  const head =
    bytes.length < 254
      ? Buffer.from([bytes.length])
      : Buffer.from([254, bytes.length & 255, (bytes.length >> 8) & 255, bytes.length >> 16]);
  const padding = Buffer.alloc((4 - ((head.length + bytes.length) % 4)) % 4);
  return Buffer.concat([head, bytes, padding]);
}
