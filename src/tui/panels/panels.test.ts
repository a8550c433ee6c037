import { afterEach, describe, expect, test } from '@jest/globals';
import { DRAFTS, SETTING, STATUS } from '../../../test/support/control-handlers.js';
import { KEYS, type ShownPanel, showPanel } from '../../../test/support/panel-stage.js';
import type { DraftReport } from '../../control/contract/comments.js';
import type { Control } from '../../control/contract/control.js';
import type { SettingsReport } from '../../control/contract/settings.js';
import { PostaciError } from '../../core/errors.js';
import type { Panel, PanelProps } from '../panel.js';
import { ApprovalsPanel } from './ApprovalsPanel.js';
import { LogPanel } from './LogPanel.js';
import { SettingsPanel } from './SettingsPanel.js';
import { UsersPanel } from './UsersPanel.js';
import { WhyPanel } from './WhyPanel.js';

const WhyLast: Panel = (props) => WhyPanel({ ...props, question: { about: 'last' } });
const ALL = { LogPanel, WhyLast, ApprovalsPanel, SettingsPanel, UsersPanel };

let shown: ShownPanel | undefined;
afterEach(() => shown?.end());

function show(panel: Panel, control: Partial<Control> = {}, props: Partial<PanelProps> = {}) {
  shown = showPanel(panel, control, props);
  return shown;
}

const away = () => {
  throw new PostaciError('DAEMON_NOT_RUNNING', 'no daemon answers', 'Start it with: postaci run');
};
const AWAY: Partial<Control> = {
  log: away,
  why: away,
  drafts: away,
  settings: away,
  users: away,
  days: away,
  takeovers: away,
};

describe.each(Object.entries(ALL))('%s', (_name, panel) => {
  test('says why the daemon does not answer, asks again when told to, and lets go', async () => {
    const screen = show(panel, AWAY, { status: null });
    expect(await screen.until('no daemon answers')).toContain('Start it with: postaci run');
    await screen.type('r', KEYS.down, KEYS.enter, KEYS.escape);
    expect(screen.closed()).toBe(true);
  });

  test('stands in next to no room', async () => {
    const screen = show(panel, {}, { size: { columns: 20, rows: 4 } });
    await screen.type(KEYS.down, KEYS.up);
    expect(screen.screen().split('\n')).toHaveLength(4);
  });
});

describe('the log', () => {
  test('is left step by step', async () => {
    const screen = show(LogPanel);
    await screen.until('offline');
    await screen.type('/', KEYS.escape, KEYS.enter);
    expect(screen.screen()).toContain('A line of the log');
    await screen.type(KEYS.escape);
    expect(screen.closed()).toBe(false);
    await screen.type(KEYS.escape);
    expect(screen.closed()).toBe(true);
  });
});

describe('why', () => {
  test('of another message is asked for by what the operator writes', async () => {
    const questions: unknown[] = [];
    const why: Control['why'] = async (question) => {
      questions.push(question);
      const asked = question.about === 'last' ? 1 : 2;
      return { sentences: [], asked, message: null, decisions: [] };
    };
    const screen = show(WhyLast, { why });
    await screen.until('no message 1');
    await screen.type('/', KEYS.enter);
    expect(screen.screen()).toContain('Write a number');
    await screen.type('@ada', KEYS.enter);
    await screen.until('no message 2');
    expect(questions).toEqual([{ about: 'last' }, { about: 'peer', who: '@ada' }]);
  });
});

describe('approvals', () => {
  const second: DraftReport = { ...(DRAFTS[0] as DraftReport), id: 42, text: 'another' };

  test('lets a draft go as it was written, and shows the next one', async () => {
    let queue = [...DRAFTS, second];
    const approved: unknown[] = [];
    const screen = show(ApprovalsPanel, {
      drafts: async () => queue,
      approve: async (id, text) => {
        approved.push([id, text]);
        queue = queue.filter((draft) => draft.id !== id);
      },
    });
    await screen.until('1 of 2');
    await screen.type('y');
    await screen.until('#42');
    expect(approved).toEqual([[41, undefined]]);
    expect(screen.told).toEqual(['done: #41 is approved: it goes when the limits let it']);
  });

  test('sends the edited text; what fails loses nothing', async () => {
    const tried: unknown[] = [];
    const screen = show(ApprovalsPanel, {
      approve: async (_id, text) => {
        tried.push(text);
        throw new PostaciError('USAGE', 'its post was deleted', 'Nothing is sent.');
      },
    });
    await screen.until('#41');
    await screen.type('e', '\x15', 'My own words', KEYS.save, 'y');
    expect(tried).toEqual(['My own words']);
    expect(screen.told).toEqual(['problem: its post was deleted. Nothing is sent.']);
    expect(screen.screen()).toContain('My own words');
    await screen.type(KEYS.escape);
    expect(screen.screen()).toContain('Leave, and lose it?');
    await screen.type('n', KEYS.escape, 'y');
    expect(screen.closed()).toBe(true);
  });

  test('keeps what is being written when its draft goes meanwhile', async () => {
    let queue = [...DRAFTS, second];
    const screen = show(ApprovalsPanel, { drafts: async () => queue });
    await screen.until('1 of 2');
    await screen.type('e');
    queue = [second];
    screen.again({ status: { ...STATUS, drafts: 1 } });
    await screen.until('It does not wait any more');
    await screen.type(' and more', KEYS.escape);
    expect(screen.screen()).toContain('doğrusu. and more');
  });

  test('does not let an empty or too long text go', async () => {
    const screen = show(ApprovalsPanel);
    await screen.until('#41');
    await screen.type('e', '\x15', KEYS.save, 'y', 'e', 'ş'.repeat(4_097), KEYS.save, 'y');
    expect(screen.asked).toEqual([]);
    expect(screen.told.map((told) => told.slice(0, 28))).toEqual([
      'problem: The text is empty: ',
      'problem: The text has 4097 c',
    ]);
  });

  test('rejects with a reason, or without', async () => {
    const screen = show(ApprovalsPanel);
    await screen.until('#41');
    await screen.type('n', 'off topic', KEYS.enter);
    await screen.until('#41');
    await screen.type('n', KEYS.enter);
    expect(screen.asked).toEqual([
      ['reject', 41, 'off topic'],
      ['reject', 41, undefined],
    ]);
  });

  test('a text that is pasted over the queue approves nothing', async () => {
    const screen = show(ApprovalsPanel);
    await screen.until('#41');
    await screen.type('yes, we do\ryyy\r', 'yes', 'my', 'yy');
    expect(screen.asked).toEqual([]);
  });

  test('a key that is held approves the text that is seen, and not the ones behind it', async () => {
    let queue = [...DRAFTS, second];
    const screen = show(ApprovalsPanel, {
      drafts: async () => queue,
      approve: async (id) => {
        queue = queue.filter((draft) => draft.id !== id);
      },
    });
    await screen.until('1 of 2');
    for (let repeats = 0; repeats < 20; repeats += 1) {
      await screen.type('y');
      await screen.clock.run(screen.clock.now() + (repeats === 0 ? 600 : 40));
    }
    expect(queue).toEqual([second]);
    await screen.clock.run(screen.clock.now() + 1_000);
    await screen.type('y');
    expect(queue).toEqual([]);
  });

  test('a text that goes while it is read is not replaced by another under the key', async () => {
    let queue = [...DRAFTS, second];
    const approved: number[] = [];
    const screen = show(ApprovalsPanel, {
      drafts: async () => queue,
      approve: async (id) => void approved.push(id),
    });
    await screen.until('1 of 2');
    queue = [second];
    screen.again({ status: { ...STATUS, drafts: 1 } });
    await screen.until('It does not wait any more');
    await screen.type('y');
    expect(approved).toEqual([]);
    expect(screen.told).toEqual([expect.stringContaining('problem: It does not wait any more')]);
    await screen.type(KEYS.right, 'y');
    expect(approved).toEqual([42]);
  });
});

describe('settings', () => {
  test('are saved after a look at the difference, and not before', async () => {
    const screen = show(SettingsPanel);
    await screen.until('MESSAGES_PER_DAY');
    await screen.type('e', '\x15', '30', KEYS.enter);
    await screen.until('Save this?');
    const change = { values: { MESSAGES_PER_DAY: '30' } };
    expect(screen.asked).toEqual([['settings', { ...change, dryRun: true }]]);
    await screen.type('y');
    expect(screen.asked.at(-1)).toEqual(['settings', { ...change, dryRun: false }]);
    expect(screen.told).toEqual(['done: Saved: data/customer1/config.json']);
    await screen.until('Enter edit');
  });

  test('that are wrong say so with the remedy, and keep what was typed', async () => {
    const changeSettings = async (): Promise<SettingsReport> => {
      throw new PostaciError('CONFIG_INVALID', 'MESSAGES_PER_DAY=x is no number', 'Write digits.');
    };
    const screen = show(SettingsPanel, { changeSettings });
    await screen.until('MESSAGES_PER_DAY');
    await screen.type('e', '\x15', 'x', KEYS.enter);
    expect(await screen.until('is no number')).toContain('Write digits.');
    await screen.type('y', KEYS.escape);
    await screen.until('MESSAGES_PER_DAY = x');
  });

  test('a value is saved for the variable that it was written for, also when the list has changed', async () => {
    const before = { ...SETTING, name: 'AN_EARLIER_ONE' };
    let list = [SETTING];
    const screen = show(SettingsPanel, { settings: async () => list });
    await screen.until('MESSAGES_PER_DAY');
    await screen.type('e', '\x15', '3');
    list = [before, SETTING];
    const configuration = { ...STATUS.configuration, loadedAt: STATUS.at };
    screen.again({ status: { ...STATUS, configuration } });
    await screen.until('AN_EARLIER_ONE');
    await screen.type('0', KEYS.enter);
    expect(screen.asked).toEqual([
      ['settings', { values: { MESSAGES_PER_DAY: '30' }, dryRun: true }],
    ]);
  });

  test('are taken out, or left where only their file can change them', async () => {
    const file = { ...SETTING, name: 'API_HASH', change: 'file' } as const;
    const screen = show(SettingsPanel, { settings: async () => [SETTING, file] });
    await screen.until('API_HASH');
    await screen.type('x');
    await screen.until('Take MESSAGES_PER_DAY out');
    await screen.type(KEYS.escape);
    await screen.until('API_HASH');
    await screen.type(KEYS.down, 'e', 'x');
    expect(screen.told[0]).toContain("API_HASH can't be changed from here");
    expect(screen.asked).toEqual([
      ['settings', { values: { MESSAGES_PER_DAY: null }, dryRun: true }],
    ]);
  });

  test('that are secret are never shown, also while they are typed', async () => {
    const secret = { ...SETTING, name: 'LLM_API_KEY', value: '***', secret: true } as const;
    const screen = show(SettingsPanel, { settings: async () => [secret] });
    await screen.until('LLM_API_KEY');
    await screen.type('e', 'geheim');
    expect(screen.screen()).toContain('LLM_API_KEY = ••••••│');
    expect(screen.screen()).not.toContain('geheim');
  });

  test('reach the allowlist and the restart, which is asked about', async () => {
    const screen = show(SettingsPanel);
    await screen.until('MESSAGES_PER_DAY');
    await screen.type('R', 'n', 'a');
    await screen.until('@grup1');
    await screen.type('c', '@kanal', KEYS.enter);
    await screen.until('Save this?');
    await screen.type('y');
    await screen.until('@grup1');
    await screen.type('x');
    await screen.until('Do not allow @grup1');
    await screen.type(KEYS.escape, KEYS.escape);
    await screen.until('Enter edit');
    await screen.type('Ry', 'y');
    expect(screen.asked).toEqual([
      ['allowlist', { addChannels: ['@kanal'], dryRun: true }],
      ['allowlist', { addChannels: ['@kanal'], dryRun: false }],
      ['allowlist', { removeGroups: ['@grup1'], dryRun: true }],
      ['restart'],
    ]);
  });
});

describe('users', () => {
  test('a chat is given back once that is confirmed', async () => {
    const screen = show(UsersPanel);
    await screen.until('Ada');
    await screen.type('3', 'x', 'n', 'xy');
    expect(screen.asked).toEqual([]);
    await screen.type('y');
    expect(screen.asked).toEqual([['lift-takeover', '7']]);
    expect(screen.told).toEqual(['done: The services speak with Can (7) again']);
  });
});
