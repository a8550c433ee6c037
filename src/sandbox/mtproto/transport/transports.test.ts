import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AbridgedFraming } from './abridged.js';
import { detectFraming } from './detect.js';
import { type Framing, longestPacket, TransportError } from './framing.js';
import { FullFraming } from './full.js';
import { IntermediateFraming, PaddedIntermediateFraming } from './intermediate.js';

/** What a client sends first, and how it frames and reads afterwards. */
interface ClientSide {
  readonly opening: Buffer;
  readonly framing: Framing;
}

function obfuscated(tag: number, inner: Framing): ClientSide {
  const header = randomBytes(64);
  // A client sees to it that its noise does not look like another transport.
  header.writeUInt32LE(0x12345678, 0);
  header.writeUInt32LE(0x9abcdef0, 4);
  header.writeUInt32LE(tag, 56);
  const reversed = Buffer.from(header.subarray(8, 56)).reverse();
  const encrypt = createCipheriv('aes-256-ctr', header.subarray(8, 40), header.subarray(40, 56));
  const decrypt = createDecipheriv('aes-256-ctr', reversed.subarray(0, 32), reversed.subarray(32));
  const encrypted = encrypt.update(header);
  return {
    opening: Buffer.concat([header.subarray(0, 56), encrypted.subarray(56)]),
    framing: {
      push: (chunk) => inner.push(decrypt.update(chunk)),
      wrap: (packet) => encrypt.update(inner.wrap(packet)),
    },
  };
}

const clients: [string, () => ClientSide][] = Object.entries({
  full: () => ({ opening: Buffer.alloc(0), framing: new FullFraming() }),
  abridged: () => ({ opening: Buffer.of(0xef), framing: new AbridgedFraming() }),
  intermediate: () => ({ opening: Buffer.alloc(4, 0xee), framing: new IntermediateFraming() }),
  'padded intermediate': () => ({
    opening: Buffer.alloc(4, 0xdd),
    framing: new PaddedIntermediateFraming(),
  }),
  'obfuscated abridged': () => obfuscated(0xefefefef, new AbridgedFraming()),
  'obfuscated intermediate': () => obfuscated(0xeeeeeeee, new IntermediateFraming()),
  'obfuscated padded': () => obfuscated(0xdddddddd, new PaddedIntermediateFraming()),
});

const packets = fc.array(
  fc.integer({ min: 1, max: 600 }).map((words) => randomBytes(words * 4)),
  { minLength: 1, maxLength: 5 },
);

/** Feeds the stream in pieces to a server that must find out the transport by itself. */
function served(stream: Buffer, pieceLength: number): { received: Buffer[]; framing: Framing } {
  let framing: Framing | undefined;
  let undetected = Buffer.alloc(0);
  const received: Buffer[] = [];
  for (let at = 0; at < stream.length; at += pieceLength) {
    const piece = stream.subarray(at, at + pieceLength);
    if (framing) {
      received.push(...framing.push(piece));
      continue;
    }
    undetected = Buffer.concat([undetected, piece]);
    const detected = detectFraming(undetected);
    if (!detected) continue;
    framing = detected.framing;
    received.push(...framing.push(undetected.subarray(detected.used)));
  }
  if (!framing) throw new Error('the transport was not detected');
  return { received, framing };
}

describe.each(clients)('the %s transport', (_name, client) => {
  test('is detected and carries packets both ways, however the stream is cut', () => {
    fc.assert(
      fc.property(packets, fc.integer({ min: 1, max: 700 }), (sent, pieceLength) => {
        const { opening, framing } = client();
        const stream = Buffer.concat([opening, ...sent.map((packet) => framing.wrap(packet))]);
        const server = served(stream, pieceLength);
        // Padding may follow each packet: who reads it knows the true length.
        const heads = server.received.map((packet, index) =>
          packet.subarray(0, sent[index]?.length),
        );
        expect(heads).toEqual(sent);
        const back = framing.push(Buffer.concat(sent.map((each) => server.framing.wrap(each))));
        expect(back.map((packet, index) => packet.subarray(0, sent[index]?.length))).toEqual(sent);
      }),
      { numRuns: 30 },
    );
  });

  test('carries a transport error as four bytes', () => {
    const { opening, framing } = client();
    const server = served(Buffer.concat([opening, framing.wrap(randomBytes(64))]), 1024);
    const error = Buffer.alloc(4);
    error.writeInt32LE(-404);
    expect(framing.push(server.framing.wrap(error))).toEqual([error]);
  });
});

describe('a broken stream', () => {
  test('a full packet with a wrong checksum is refused', () => {
    const bytes = new FullFraming().wrap(randomBytes(32));
    bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
    expect(() => new FullFraming().push(bytes)).toThrow('checksum');
  });

  test('a full packet out of its turn is refused', () => {
    const sender = new FullFraming();
    sender.wrap(randomBytes(32));
    expect(() => new FullFraming().push(sender.wrap(randomBytes(32)))).toThrow(
      'packet 1 came where 0 was due',
    );
  });

  test('a packet longer than any honest one is refused before it has arrived', () => {
    const header = Buffer.alloc(4);
    header.writeUInt32LE(longestPacket + 4);
    expect(() => new IntermediateFraming().push(header)).toThrow(TransportError);
  });

  test('noise that announces no transport is refused', () => {
    const noise = Buffer.alloc(64, 7);
    expect(() => detectFraming(noise)).toThrow('announce no known transport');
  });
});
