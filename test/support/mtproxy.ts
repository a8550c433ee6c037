import { type Cipher, createCipheriv, createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** The first bytes of an obfuscated connection: random, but for a tag and a data centre. */
const HEADER_BYTES = 64;
const TAG_AT = 56;
const DC_AT = 60;
const PADDED_INTERMEDIATE = 'dddddddd';
const TAGS = ['efefefef', 'eeeeeeee', PADDED_INTERMEDIATE];
/** What a header must not begin with, lest it be taken for something else. */
const FORBIDDEN = /^(ef|44414548|54534f50|20544547|4954504f|dddddddd|eeeeeeee|16030102)|^.{8}0{8}/;

/** Whom a proxy let through. */
export interface Passed {
  readonly dcId: number;
  /** In hex; which transport the client speaks inside. */
  readonly tag: string;
}

/** A running MTProxy. */
export interface MtProxy {
  readonly port: number;
  /** Everybody whose first bytes were made with the secret. */
  readonly passed: readonly Passed[];
  /** Connections that were closed for what they began with. */
  readonly turnedAway: () => number;
  stop(): Promise<void>;
}

/**
 * An MTProxy in front of one data centre: opens what the client obfuscated with the secret, and obfuscates it
 * anew, without one. As with the proxies in use, a secret that begins with `dd` insists on padded packets.
 * @param secret 16 bytes in hex, `dd` before them or not
 * @see https://core.telegram.org/mtproto/mtproto-transports#transport-obfuscation
 */
export async function startMtProxy(secret: string, dataCentrePort: number): Promise<MtProxy> {
  const padded = secret.length === 34;
  const word = Buffer.from(padded ? secret.slice(2) : secret, 'hex');
  const passed: Passed[] = [];
  const sockets = new Set<Socket>();
  let turnedAway = 0;

  const serve = async (client: Socket) => {
    const header = await firstBytes(client);
    const { deciphered, decrypt, encrypt } = openHeader(header, word);
    const tag = deciphered.toString('hex', TAG_AT, TAG_AT + 4);
    if (padded ? tag !== PADDED_INTERMEDIATE : !TAGS.includes(tag)) {
      turnedAway++;
      client.destroy();
      return;
    }
    passed.push({ dcId: deciphered.readInt16LE(DC_AT), tag });
    const dataCentre = connect(dataCentrePort, '127.0.0.1');
    sockets.add(dataCentre);
    const own = makeHeader(tag);
    dataCentre.write(own.header);
    client.on('data', (chunk) => dataCentre.write(own.encrypt.update(decrypt.update(chunk))));
    dataCentre.on('data', (chunk) => client.write(encrypt.update(own.decrypt.update(chunk))));
    endTogether(client, dataCentre);
    client.resume();
  };

  const server = createServer((client) => {
    sockets.add(client);
    serve(client).catch(() => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    passed,
    turnedAway: () => turnedAway,
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

async function firstBytes(client: Socket): Promise<Buffer> {
  client.pause();
  for (;;) {
    const header: Buffer | null = client.read(HEADER_BYTES);
    if (header) return header;
    await once(client, 'readable');
  }
}

/** Both directions of AES-256-CTR, as the side that was called has them. */
function openHeader(header: Buffer, secret: Buffer) {
  const reversed = Buffer.from(header.subarray(8, TAG_AT)).reverse();
  const decrypt = stream(header.subarray(8, TAG_AT), secret);
  const encrypt = stream(reversed, secret);
  return { deciphered: decrypt.update(header), decrypt, encrypt };
}

/** The first bytes towards the data centre, without a secret, and both directions after them. */
function makeHeader(tag: string) {
  let header = randomBytes(HEADER_BYTES);
  while (FORBIDDEN.test(header.toString('hex'))) header = randomBytes(HEADER_BYTES);
  header.write(tag, TAG_AT, 'hex');
  const reversed = Buffer.from(header.subarray(8, TAG_AT)).reverse();
  const encrypt = stream(header.subarray(8, TAG_AT));
  const decrypt = stream(reversed);
  encrypt.update(header).copy(header, TAG_AT, TAG_AT);
  return { header, encrypt, decrypt };
}

/** @param seed 32 bytes of key and 16 of the counter's beginning */
function stream(seed: Buffer, secret?: Buffer): Cipher {
  const half = seed.subarray(0, 32);
  const key = secret ? createHash('sha256').update(half).update(secret).digest() : half;
  return createCipheriv('aes-256-ctr', key, seed.subarray(32));
}

function endTogether(one: Socket, other: Socket): void {
  for (const [socket, peer] of [
    [one, other],
    [other, one],
  ] as const) {
    socket.on('error', () => socket.destroy());
    socket.on('close', () => peer.destroy());
  }
}
