import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Panel } from '../../src/tui/panel.js';
import { ApprovalsPanel } from '../../src/tui/panels/ApprovalsPanel.js';
import { LogPanel } from '../../src/tui/panels/LogPanel.js';
import { SettingsPanel } from '../../src/tui/panels/SettingsPanel.js';
import { UsersPanel } from '../../src/tui/panels/UsersPanel.js';
import { WhyPanel } from '../../src/tui/panels/WhyPanel.js';
import { STATUS } from '../support/control-handlers.js';
import { PANEL_ANSWERS, PANEL_NOW } from '../support/panel-fixture.js';
import { KEYS, type ShownPanel, showPanel } from '../support/panel-stage.js';
import { SIZES } from './golden.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'golden');
const WhyLast: Panel = (props) => WhyPanel({ ...props, question: { about: 'last' } });

let shown: ShownPanel | undefined;
afterEach(() => shown?.end());

/** The panels' own states; that a panel is shown in a terminal, and read from its keys, is in the golden tests. */
const PICTURES: readonly (readonly [string, Panel, string, readonly string[]])[] = [
  ['log', LogPanel, 'sent to', []],
  ['log-search', LogPanel, 'sent to', ['/', 'FLOOD_WAIT']],
  ['log-line', LogPanel, 'sent to', [KEYS.up, KEYS.enter]],
  ['why', WhyLast, '#1207', []],
  ['why-all', WhyLast, '#1207', ['d', KEYS.down]],
  ['why-another', WhyLast, '#1207', ['/', '@ada']],
  ['approvals', ApprovalsPanel, '#41', []],
  ['approvals-edit', ApprovalsPanel, '#41', ['e', KEYS.enter, 'Siz nasıl demliyorsunuz?']],
  ['approvals-reject', ApprovalsPanel, '#41', [KEYS.right, 'n', 'no post']],
  ['settings', SettingsPanel, 'TIMEZONE', [KEYS.down]],
  ['settings-edit', SettingsPanel, 'TIMEZONE', ['/', 'per_day', KEYS.enter, 'e']],
  [
    'settings-review',
    SettingsPanel,
    'TIMEZONE',
    ['/', 'zone', KEYS.enter, KEYS.enter, '\x15', 'Asia/Tbilisi', KEYS.enter],
  ],
  ['settings-places', SettingsPanel, 'TIMEZONE', ['a', KEYS.down, 'g', '@moda']],
  ['users', UsersPanel, 'Ada', []],
  ['users-days', UsersPanel, 'Ada', ['2']],
  ['users-lift', UsersPanel, 'Ada', ['3', KEYS.down, 'x']],
];

/** The panel at every size, and in the least room in the other languages. */
async function pictures([, panel, first, keys]: (typeof PICTURES)[number]): Promise<string> {
  const sizes = SIZES.map(([columns, rows]) => ({
    // The foot of the screen is the terminal's own.
    size: { columns, rows: rows - 1 },
    language: 'en' as const,
  }));
  const [least = sizes[0]] = sizes;
  const views = [...sizes, { ...least, language: 'tr' }, { ...least, language: 'ru' }] as const;
  const status = { ...STATUS, at: PANEL_NOW };
  const panelShown = showPanel(panel, PANEL_ANSWERS, { ...least, status });
  shown = panelShown;
  await panelShown.until(first);
  await panelShown.type(...keys);
  // What is typed is searched for a little later.
  await panelShown.clock.run(PANEL_NOW + 400);
  const screens = views.map((view) => {
    panelShown.again(view);
    const screen = panelShown.screen().replace(/ +$/gm, '');
    expect(screen.split('\n')).toHaveLength(view.size?.rows ?? 0);
    return `=== ${view.language} ${view.size?.columns} ===\n${screen}`;
  });
  return screens.join('\n');
}

function expectGoldenText(name: string, text: string): void {
  const file = join(folder, `${name}.txt`);
  if (process.env.UPDATE_GOLDEN) writeFileSync(file, `${text}\n`);
  const golden = existsSync(file) ? readFileSync(file, 'utf8').slice(0, -1) : '(there is none)';
  expect(text).toBe(golden);
}

describe('every state of the panels, in all sizes and languages', () => {
  test.each(PICTURES)('%s', async (...one) => {
    expectGoldenText(`panel-${one[0]}`, await pictures(one));
  });
});
