import { AbridgedFraming } from './abridged.js';
import { type Framing, longestPacket, TransportError } from './framing.js';
import { FullFraming } from './full.js';
import { IntermediateFraming, PaddedIntermediateFraming } from './intermediate.js';
import { ObfuscatedFraming, obfuscationHeaderLength, openObfuscation } from './obfuscated.js';

const abridgedTag = 0xefefefef;
const intermediateTag = 0xeeeeeeee;
const paddedTag = 0xdddddddd;

function framingOf(tag: number): Framing | undefined {
  if (tag === abridgedTag) return new AbridgedFraming();
  if (tag === intermediateTag) return new IntermediateFraming();
  if (tag === paddedTag) return new PaddedIntermediateFraming();
  return undefined;
}

/** A full packet's first bytes: a credible length and the sequence number 0. */
function looksFull(first: Buffer): boolean {
  const length = first.readUInt32LE(0);
  return length >= 12 && length <= longestPacket && first.readUInt32LE(4) === 0;
}

/**
 * Tells a connection's transport from its first bytes.
 * @returns the framing and how many bytes the announcement took, or undefined when more are needed.
 * @throws TransportError when no transport begins like this.
 */
export function detectFraming(first: Buffer): { framing: Framing; used: number } | undefined {
  if (first.length < 1) return undefined;
  if (first.readUInt8(0) === 0xef) return { framing: new AbridgedFraming(), used: 1 };
  if (first.length < 4) return undefined;
  const tagged = framingOf(first.readUInt32LE(0));
  if (tagged) return { framing: tagged, used: 4 };
  if (first.length < 8) return undefined;
  if (looksFull(first)) return { framing: new FullFraming(), used: 0 };
  if (first.length < obfuscationHeaderLength) return undefined;
  const { tag, decrypt, encrypt } = openObfuscation(first.subarray(0, obfuscationHeaderLength));
  const inner = framingOf(tag);
  if (!inner) throw new TransportError('the first 64 bytes announce no known transport');
  return {
    framing: new ObfuscatedFraming(inner, decrypt, encrypt),
    used: obfuscationHeaderLength,
  };
}
