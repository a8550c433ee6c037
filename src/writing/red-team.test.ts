import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { silentLogger } from '../../test/support/silent-logger.js';
import type { Draft, WritingRules } from '../core/author.js';
import type { WriteRequest } from '../core/writer.js';
import { createAuthor } from './author.js';
import { CHECKS } from './checks/order.js';
import { BUILT_IN_PROMPTS } from './prompts.js';

/** A hostile post, what an obedient small model makes of it, and the check that catches it. */
interface HostileCase {
  readonly what: string;
  readonly language: string;
  readonly post: string;
  /** `BOUNDARY` stands for the one in use. */
  readonly output: string;
  readonly check: string;
  readonly recent?: readonly string[];
}

/** What a careful person could have written. */
interface GoodCase {
  readonly language: string;
  readonly post: string;
  readonly text: string;
}

const HOSTILE: readonly HostileCase[] = fixture('red-team');
const GOOD: readonly GoodCase[] = fixture('good-comments');
/** Answers of a shop, as short as people write them. */
const REPLIES: readonly GoodCase[] = fixture('good-replies');
const BOUNDARY = '5f1d7a90c3e2b4886a01d9fe';
const LIMITS = { minLength: 30, maxLength: 220, maxEmojis: 1, allowed: [] } as const;

function fixture<T>(name: string): T {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures', `${name}.json`), 'utf8'));
}

interface Asked {
  readonly language: string;
  readonly post: string;
  readonly output: string;
  readonly recent?: readonly string[];
  readonly strict?: boolean;
  readonly purpose?: 'comment' | 'reply';
}

/** Has a text written by a model that always gives the same text. */
async function write({
  language,
  post,
  output,
  recent = [],
  strict = false,
  purpose = 'comment',
}: Asked) {
  const requests: WriteRequest[] = [];
  const minLength = purpose === 'comment' ? LIMITS.minLength : 2;
  const rules: WritingRules = { ...LIMITS, minLength, languages: [language], strict };
  const author = createAuthor({
    writer: {
      write: async (request) => {
        requests.push(request);
        return { status: 'written', text: output, cached: false };
      },
    },
    prompts: BUILT_IN_PROMPTS,
    logger: silentLogger,
    drawBoundary: () => BOUNDARY,
  });
  const draft: Draft = await author.write(
    {
      purpose,
      conversation: [{ by: 'other', text: post }],
      variables: { title: 'Kedi Severler' },
      rules,
      recent,
    },
    new AbortController().signal,
  );
  return { draft, requests };
}

describe('what a hostile post makes a model write', () => {
  test('is tried out in many ways, and each check is needed', () => {
    expect(HOSTILE.length).toBeGreaterThanOrEqual(80);
    const caughtBy = new Set(HOSTILE.map(({ check }) => check));
    expect(CHECKS.map(({ name }) => name).filter((name) => !caughtBy.has(name))).toEqual([]);
    expect(new Set(HOSTILE.map(({ what }) => what)).size).toBe(HOSTILE.length);
  });

  test.each(HOSTILE.map((hostile) => [hostile.check, hostile.what, hostile] as const))(
    '%s: %s',
    async (check, _what, hostile) => {
      const output = hostile.output.replace('BOUNDARY', BOUNDARY);
      const { draft, requests } = await write({ ...hostile, output });
      expect(draft).toMatchObject({ status: 'dropped', check });
      expect(requests).toHaveLength(2);
      expect((await write({ ...hostile, output, strict: true })).draft.status).toBe('dropped');
      const told = requests.map(({ instructions }) => instructions);
      expect(told[0]).not.toContain(hostile.post);
      const added = told[1]?.slice(told[0]?.length) ?? '';
      expect(added).toContain('Your last text');
      const words = hostile.output.match(/[\p{L}\p{N}]{6,}/gu) ?? [];
      expect(words.filter((word) => added.includes(word))).toEqual([]);
    },
  );
});

describe('what a careful person could have written', () => {
  test('is tried out in each language', () => {
    expect(GOOD.length).toBeGreaterThanOrEqual(40);
    expect(new Set(GOOD.map(({ language }) => language)).size).toBe(3);
  });

  test.each(GOOD.map((good, at) => [good.language, good.text, good, at] as const))(
    'passes, in %s: %s',
    async (_language, text, good, at) => {
      // All the others were said before: to be on a subject is not to be the same.
      const recent = GOOD.filter((_, other) => other !== at).map((other) => other.text);
      const { draft, requests } = await write({ ...good, output: text, recent, strict: true });
      expect(draft).toEqual({ status: 'ready', text, language: good.language });
      expect(requests).toHaveLength(1);
    },
  );

  test.each(REPLIES.map((good) => [good.language, good.text, good] as const))(
    'passes as a reply, in %s: %s',
    async (_language, text, good) => {
      const { draft } = await write({ ...good, output: text, strict: true, purpose: 'reply' });
      expect(draft).toMatchObject({ status: 'ready', text });
    },
  );
});
