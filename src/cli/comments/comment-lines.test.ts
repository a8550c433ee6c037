import { describe, expect, test } from '@jest/globals';
import { CHANNEL_CHECKS, CHANNELS, DRAFTS } from '../../../test/support/control-handlers.js';
import { channelLines } from './channel-lines.js';
import { checkLines } from './check-lines.js';
import { draftLines } from './draft-lines.js';

const ISTANBUL = 'Europe/Istanbul';
const [DRAFT] = DRAFTS;
const [CHANNEL] = CHANNELS;
const [CHECK] = CHANNEL_CHECKS;
if (!DRAFT || !CHANNEL || !CHECK) throw new Error('the examples are gone');

describe('what waits for approval', () => {
  test('shows the post and the whole text, line by line, and what to do', () => {
    const text = `Orta kavrum mu?\n\nBir program yardımıyla yazıldı.`;
    expect(draftLines([{ ...DRAFT, text }], ISTANBUL)).toEqual([
      '41  Kahve Günlüğü  https://t.me/kahve_gunlugu/42  until 1970-01-01 05:00',
      '    post: Bugün yeni bir kavurma denedik.',
      '    text: Orta kavrum mu?',
      '',
      '          Bir program yardımıyla yazıldı.',
      '',
      'postaci approve 41 lets it go, with --text or --edit in other words; postaci reject 41 drops it.',
    ]);
  });

  test('is said where nothing does', () => {
    expect(draftLines([], ISTANBUL)).toEqual(['Nothing waits for your approval.']);
  });

  test('shows strangers’ words without what would change the terminal, and a post’s beginning', () => {
    const post = `\u001b[2J\u202e${'x'.repeat(400)}`;
    const channel = { id: -1_001_234_567_890, title: '\u0007Kanal' };
    const [head, shown] = draftLines([{ ...DRAFT, channel, post }], ISTANBUL);
    expect(head).toMatch(/^41 {2}\?Kanal /);
    expect(shown).toBe(`    post: ?[2J?${'x'.repeat(295)}…`);
  });

  test('has a number where the channel has no name, and says that the post cannot be read', () => {
    const channel = { id: -1_001_234_567_890, title: '' };
    const lines = draftLines([{ ...DRAFT, channel, post: null, expiresAt: null }], ISTANBUL);
    expect(lines.slice(0, 2)).toEqual([
      '41  -1001234567890  https://t.me/kahve_gunlugu/42',
      '    post: cannot be read now',
    ]);
  });
});

describe('figures of channels', () => {
  test('are a table, with what a comment brought', () => {
    expect(channelLines([CHANNEL], ISTANBUL)).toEqual([
      'The last 30 days; hours are those of Europe/Istanbul, figures in brackets for one comment.',
      'channel        posts/day  busiest  comments  replies   reactions  waiting  last',
      'Kahve Günlüğü  1.5        09 18    20        30 (1.5)  12 (0.6)   2        1970-01-01 02:00',
      '    3 posts without a comment: the post has no text',
    ]);
  });

  test('tell of channels that were not found, or are closed', () => {
    const nothing = { posts: 0, postsByHour: [], comments: 0, replies: 0, reactions: 0 };
    const rest = { ...nothing, lastCommentAt: null, waiting: 0, skipped: [] };
    const lines = channelLines(
      [
        { ...CHANNEL, ...rest, written: '@yok', channel: null, open: null },
        { ...CHANNEL, ...rest, open: false, reason: 'comments are off' },
      ],
      ISTANBUL,
    );
    expect(lines.slice(2)).toEqual([
      '@yok           0.0                 0         0        0          0        never',
      '    was not found yet',
      'Kahve Günlüğü  0.0                 0         0        0          0        never',
      '    no comments: comments are off',
    ]);
  });

  test('are none without a channel', () => {
    expect(channelLines([], ISTANBUL)).toEqual([
      'No channel is on the allowlist: see docs/comments.md.',
    ]);
  });
});

describe('the check of channels', () => {
  test('says what the account may do, and where', () => {
    expect(checkLines(CHANNEL_CHECKS)).toEqual([
      '✓ @kahve_gunlugu  Kahve Günlüğü (channel -1001234567890)',
      '    reads it as a visitor, discussed in Kahve Sohbeti (-1009876543210), may comment, slow mode 30 s',
    ]);
  });

  test('names what stands in the way, with the remedy', () => {
    const problem = {
      code: 'PAID',
      level: 'error',
      problem: 'Each message costs 5 stars',
      remedy: 'Take the channel out: postaci never pays',
    } as const;
    const channel = { id: -1_001_234_567_890, kind: 'channel', title: 'Kahve' } as const;
    const access = { channel, member: true, canComment: false, slowModeSeconds: 0 };
    const lines = checkLines([
      {
        ...CHECK,
        reachable: false,
        access: { ...access, paidMessageStars: 5 },
        problems: [problem],
      },
      { written: '@yok', reachable: false, access: null, problems: [] },
    ]);
    expect(lines).toEqual([
      '✗ @kahve_gunlugu  Kahve Günlüğü (channel -1001234567890)',
      '    reads it as a member, comments are off, may not comment, 5 stars a message',
      '    error: Each message costs 5 stars',
      '      → Take the channel out: postaci never pays',
      '✗ @yok',
    ]);
  });
});
