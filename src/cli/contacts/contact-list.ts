import { type FileHandle, open } from 'node:fs/promises';
import { PostaciError } from '../../core/errors.js';
import { type Columns, delimiterOf, readHeader } from './columns.js';
import { readText } from './list-text.js';
import { type ListRecord, readRecords } from './records.js';
import { wrongList } from './wrong-list.js';

const MOST_ROWS = 1_000_000;
const CHUNK_BYTES = 64 * 1024;
const LONGEST_HEADER = 16 * 1024;

/** A list that was read to its end once, so that what is wrong with it as a whole is known. */
export interface ContactList {
  readonly columns: Columns;
  /** Without the header and empty lines. */
  readonly rows: number;
  /** The rows, from the first one, read again from the file. */
  records(): AsyncGenerator<ListRecord>;
  close(): Promise<void>;
}

/**
 * Opens a list and looks through all of it.
 * @param name the path as the operator wrote it
 * @throws PostaciError `CONTACTS_INVALID` naming file and line, `CONFIG_FILE_UNREADABLE`
 */
export async function openContactList(name: string): Promise<ContactList> {
  const file = await openFile(name);
  try {
    const { size } = await file.stat();
    const text = () => readText(bytesOf(file, size), name);
    const delimiter = delimiterOf(await firstLine(text(), name));
    const all = () => readRecords(text(), delimiter, name);
    const { columns, rows } = await lookThrough(all(), name);
    return { columns, rows, records: () => behindHeader(all()), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openFile(name: string): Promise<FileHandle> {
  let file: FileHandle;
  try {
    file = await open(name, 'r');
  } catch (error) {
    throw new PostaciError(
      'CONFIG_FILE_UNREADABLE',
      `${name} cannot be read (${(error as NodeJS.ErrnoException).code ?? error})`,
      'Check the path, and that you may read the file',
      { cause: error },
    );
  }
  // It is read twice: first to the end, so that a list that breaks off writes nothing.
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw wrongList(name, 'is no ordinary file', 'Write the list into a file and name that');
}

async function* bytesOf(file: FileHandle, size: number): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.alloc(CHUNK_BYTES);
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(CHUNK_BYTES, size - at), at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** The first line with anything in it. */
async function firstLine(text: AsyncIterable<string>, name: string): Promise<string> {
  let read = '';
  for await (const part of text) {
    read = (read + part).replace(/^\s*\n/, '');
    const end = read.indexOf('\n');
    if (end >= 0) return read.slice(0, end);
    if (read.length > LONGEST_HEADER) break;
  }
  if (read.trim() === '') {
    throw wrongList(name, 'is empty', 'Name a file with a header and a row for each person');
  }
  return read;
}

async function lookThrough(
  records: AsyncIterable<ListRecord>,
  name: string,
): Promise<{ columns: Columns; rows: number }> {
  let columns: Columns | undefined;
  let rows = 0;
  for await (const { line, cells } of records) {
    if (columns) rows++;
    else columns = readHeader(cells, `${name}:${line}`);
    if (rows > MOST_ROWS) {
      throw wrongList(name, 'has more than a million rows', 'Split it, and import the parts');
    }
  }
  if (!columns || rows === 0) {
    throw wrongList(name, 'holds a header and nobody', 'Write a row for each person below it');
  }
  return { columns, rows };
}

async function* behindHeader(records: AsyncGenerator<ListRecord>): AsyncGenerator<ListRecord> {
  let header = true;
  for await (const record of records) {
    if (!header) yield record;
    header = false;
  }
}
