// Pictures of the terminal for the documentation, from the terminal as it is:
// node --import ./test/chaos/typescript.js test/tui/screenshot.ts
import { mkdirSync, writeFileSync } from 'node:fs';
import { CALM, EVENTS } from './fixture.js';
import { DRAFTS } from './panel-fixture.js';
import { svgOf } from './svg.js';
import { WatchedTerminal } from './watched-terminal.js';

const COLUMNS = 100;
const ROWS = 30;
const FOLDER = 'docs/screens';

const terminal = new WatchedTerminal({ columns: COLUMNS, rows: ROWS });
mkdirSync(FOLDER, { recursive: true });
const take = (name: string) => {
  const title = `postaci in a terminal: ${name}`;
  writeFileSync(`${FOLDER}/${name}.svg`, svgOf(title, terminal.lines, COLUMNS));
  console.log(`${FOLDER}/${name}.svg`);
};
try {
  await terminal.until('14:03');
  const events = EVENTS.filter(({ type }) => type !== 'catching-up');
  await terminal.play({ events, status: { ...CALM, drafts: DRAFTS.length } });
  await terminal.until(() => terminal.rows.some((row) => /heard .* Can · /.test(row)));
  await terminal.until('wait for your approval');
  take('overview');
  await terminal.pressUntil('a', 'kahve_gunlugu');
  take('approvals');
  await terminal.pressUntil('\x1b', 'q leave');
  await terminal.pressUntil('o', 'GROUP_LINKS');
  take('settings');
} finally {
  await terminal.close();
}
