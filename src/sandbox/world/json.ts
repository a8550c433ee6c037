/**
 * JSON that keeps what TL objects are made of: bigint and bytes are written as one-key objects, which
 * no TL object is (those have `_`).
 */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, raw: unknown) => {
    if (typeof raw === 'bigint') return { $long: String(raw) };
    if (isSerializedBuffer(raw)) return { $bytes: Buffer.from(raw.data).toString('base64') };
    return raw;
  });
}

/** @throws SyntaxError when the text is not JSON. */
export function fromJson(text: string): unknown {
  return JSON.parse(text, (_key, raw: unknown) => {
    if (typeof raw !== 'object' || raw === null) return raw;
    if ('$long' in raw) return BigInt(String(raw.$long));
    if ('$bytes' in raw) return Buffer.from(String(raw.$bytes), 'base64');
    return raw;
  });
}

function isSerializedBuffer(raw: unknown): raw is { data: number[] } {
  return typeof raw === 'object' && raw !== null && 'type' in raw && raw.type === 'Buffer';
}
