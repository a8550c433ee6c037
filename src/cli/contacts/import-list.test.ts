import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { handlers } from '../../../test/support/control-handlers.js';
import { makeWorkspace } from '../../../test/support/workspace.js';
import type { ContactsPage } from '../../control/contract/people.js';
import type { ImportOutcome } from '../../core/people.js';
import { openContactList } from './contact-list.js';
import { importList, type LeftOut, type ListImport } from './import-list.js';
import { openLeftOutFile } from './left-out-file.js';

const workspace = makeWorkspace();
afterAll(() => workspace.remove());

const path = join(workspace.path, 'people.csv');

/** Imports a text, and tells all that happened. */
async function importText(text: string, changes: Partial<ListImport> = {}) {
  writeFileSync(path, text);
  const list = await openContactList(path);
  const asked: [string, ContactsPage][] = [];
  const leftOut: LeftOut[] = [];
  const progress: number[] = [];
  try {
    const counts = await importList({
      list,
      control: handlers(asked),
      source: 'fuar 2026',
      dryRun: false,
      now: Date.UTC(2026, 4, 1),
      timeZone: 'UTC',
      onLeftOut: (row) => void leftOut.push(row),
      onProgress: (rows) => void progress.push(rows),
      signal: new AbortController().signal,
      ...changes,
    });
    return { counts, leftOut, progress, pages: asked.map(([, page]) => page) };
  } finally {
    await list.close();
  }
}

const many = (count: number) =>
  `id\n${Array.from({ length: count }, (_, index) => `${index + 1}\n`).join('')}`;

describe('an import', () => {
  test('hands good rows on and leaves bad ones out, each with its line and reason', async () => {
    const { counts, leftOut, pages } = await importText(
      'id,username,consented_at,language\n' +
        '7,@can_1,2026-03-01,tr\n' +
        ',can_1,,\n' +
        ',ada_1,,\n' +
        'x,,,\n' +
        '7,,,\n' +
        '9,,\n' +
        '10,,2027-01-01,\n',
    );
    expect(pages).toEqual([
      {
        source: 'fuar 2026',
        dryRun: false,
        contacts: [
          { line: 2, who: { id: 7 }, consentedAt: Date.UTC(2026, 2, 1), language: 'tr' },
          { line: 4, who: { username: 'ada_1' } },
        ],
        progress: { done: 7, total: 7 },
      },
    ]);
    expect(counts).toEqual({ added: 2, known: 0, refused: 0, duplicate: 2, invalid: 3 });
    expect(leftOut.map(({ line, result }) => [line, result])).toEqual([
      [3, 'duplicate'],
      [5, 'invalid'],
      [6, 'duplicate'],
      [7, 'invalid'],
      [8, 'invalid'],
    ]);
    expect(leftOut[0]?.reason).toBe('is on line 2 already');
  });

  test('counts what the daemon answers', async () => {
    const outcomes: ImportOutcome[] = [
      { line: 2, result: 'added' },
      { line: 3, result: 'known' },
      { line: 4, result: 'refused', reason: 'opted out on 2026-01-02' },
      { line: 5, result: 'duplicate' },
    ];
    const { counts, leftOut } = await importText('username\n@aaaa\n@bbbb\n@cccc\n@dddd\n', {
      control: { importContacts: async () => outcomes },
    });
    expect(counts).toEqual({ added: 1, known: 1, refused: 1, duplicate: 1, invalid: 0 });
    expect(leftOut).toEqual([
      { line: 4, result: 'refused', value: '@cccc', reason: 'opted out on 2026-01-02' },
      {
        line: 5,
        result: 'duplicate',
        value: '@dddd',
        reason: 'is the same person as a line before',
      },
    ]);
  });

  test('goes in pages of a thousand, and tells how far it is', async () => {
    const { counts, pages, progress } = await importText(many(2_500), { dryRun: true });
    expect(pages.map(({ contacts }) => contacts.length)).toEqual([1_000, 1_000, 500]);
    expect(pages.every(({ dryRun }) => dryRun)).toBe(true);
    expect(progress).toEqual([1_000, 2_000, 2_500]);
    expect(pages[1]?.progress).toEqual({ done: 2_000, total: 2_500 });
    expect(counts.added).toBe(2_500);
  });

  test('asks nobody for a page in which nothing is right', async () => {
    const { counts, pages } = await importText(`id\n${'x\n'.repeat(1_000)}7\n`);
    expect(pages.map(({ contacts }) => contacts.length)).toEqual([1]);
    expect(counts).toMatchObject({ added: 1, invalid: 1_000 });
  });

  test('ends between two pages when it is interrupted', async () => {
    const interrupted = new AbortController();
    const progress: number[] = [];
    const importing = importText(many(3_000), {
      signal: interrupted.signal,
      onProgress(rows) {
        progress.push(rows);
        if (rows === 2_000) interrupted.abort(new Error('interrupted'));
      },
    });
    await expect(importing).rejects.toThrow('interrupted');
    expect(progress).toEqual([1_000, 2_000]);
  });

  test('stops with what the daemon says', async () => {
    const gone = () => Promise.reject(new Error('the daemon is gone'));
    await expect(importText(many(3), { control: { importContacts: gone } })).rejects.toThrow(
      'the daemon is gone',
    );
  });
});

describe('the report of an import', () => {
  const reportPath = join(workspace.path, 'left-out.csv');

  test('is CSV for its owner alone, over an older one', async () => {
    writeFileSync(reportPath, 'an older and much longer one\n'.repeat(100));
    const report = await openLeftOutFile(reportPath, path);
    report.add({ line: 3, result: 'invalid', value: 'a "b", c', reason: 'is no id' });
    report.add({ line: 4, result: 'refused', value: '7', reason: 'opted out' });
    await report.close();
    expect(readFileSync(reportPath, 'utf8')).toBe(
      'line,result,value,reason\n3,invalid,"a ""b"", c",is no id\n4,refused,7,opted out\n',
    );
  });

  test('names people, so that a new one is readable for its owner only', async () => {
    const fresh = join(workspace.path, 'fresh.csv');
    await (await openLeftOutFile(fresh, path)).close();
    expect(statSync(fresh).mode & 0o777).toBe(0o600);
  });

  test('never goes over the list itself, nor where it cannot be written', async () => {
    writeFileSync(path, many(3));
    await expect(openLeftOutFile(join(workspace.path, '.', 'people.csv'), path)).rejects.toThrow(
      'is the list itself',
    );
    await expect(openLeftOutFile(join(workspace.path, 'no', 'a.csv'), path)).rejects.toThrow(
      /cannot be written \(ENOENT\)/,
    );
    expect(readFileSync(path, 'utf8')).toBe(many(3));
  });
});
