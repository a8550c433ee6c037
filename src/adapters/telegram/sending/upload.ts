import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import type { MediaContent } from '../../../core/content.js';
import type { Caller } from '../caller.js';

/** @see https://core.telegram.org/api/files#uploading-files */
const PART_BYTES = 512 * 1024;
const MOST_PARTS = 4_000;
/** Larger files go by saveBigFilePart. */
const BIG_FILE_BYTES = 10 * 1024 * 1024;
/** Half a megabyte on a slow line. */
const PART_DEADLINE_MS = 60_000;

const MIME_TYPES: Record<string, string> = {
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.ogg': 'audio/ogg',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.txt': 'text/plain',
  '.webp': 'image/webp',
  '.zip': 'application/zip',
};

/** The file cannot be uploaded: it is not there, empty, or too large. Never a matter of the network. */
export class FileUnfit extends Error {
  override readonly name = 'FileUnfit';

  /** @param reason for the operator, with the remedy */
  constructor(
    readonly code: 'FILE_UNREADABLE' | 'FILE_EMPTY' | 'FILE_TOO_LARGE',
    readonly reason: string,
  ) {
    super(reason);
  }
}

/**
 * Brings a file to Telegram, part after part, without any message yet: repeating it does no harm.
 * @throws FileUnfit; TelegramError, NoAnswer or the signal's reason from the calls
 */
export async function uploadMedia(
  { path, media }: MediaContent,
  caller: Caller,
  signal: AbortSignal,
): Promise<Api.TypeInputMedia> {
  const file = await uploadFile(path, caller, signal);
  if (media === 'photo') return new Api.InputMediaUploadedPhoto({ file });
  return new Api.InputMediaUploadedDocument({
    file,
    forceFile: true,
    mimeType: MIME_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
    attributes: [new Api.DocumentAttributeFilename({ fileName: basename(path) })],
  });
}

async function uploadFile(
  path: string,
  caller: Caller,
  signal: AbortSignal,
): Promise<Api.TypeInputFile> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new FileUnfit('FILE_UNREADABLE', `${path} cannot be read (${error.code}). Put it back.`);
  });
  try {
    const { size } = await file.stat();
    const parts = Math.ceil(size / PART_BYTES);
    if (parts === 0) throw new FileUnfit('FILE_EMPTY', `${path} is empty. Replace it.`);
    if (parts > MOST_PARTS) {
      throw new FileUnfit('FILE_TOO_LARGE', `${path} is over 2,000 MB. Telegram takes no more.`);
    }
    const id = returnBigInt(randomBytes(8).readBigInt64LE());
    const big = size > BIG_FILE_BYTES;
    const buffer = Buffer.alloc(PART_BYTES);
    for (let filePart = 0; filePart < parts; filePart++) {
      const { bytesRead } = await file.read(buffer, 0, PART_BYTES, filePart * PART_BYTES);
      const part = { fileId: id, filePart, bytes: Buffer.from(buffer.subarray(0, bytesRead)) };
      const request = big
        ? new Api.upload.SaveBigFilePart({ ...part, fileTotalParts: parts })
        : new Api.upload.SaveFilePart(part);
      await caller.invoke(request, signal, PART_DEADLINE_MS);
    }
    const common = { id, parts, name: basename(path) };
    return big ? new Api.InputFileBig(common) : new Api.InputFile({ ...common, md5Checksum: '' });
  } finally {
    await file.close();
  }
}
