import { afterAll, describe, expect, test } from '@jest/globals';
import { Stages } from './begin.js';
import { EVENTS, TROUBLED } from './fixture.js';
import { expectGolden, expectGoldens } from './golden.js';
import type { StageOptions, WatchedTerminal } from './watched-terminal.js';

const stages = new Stages();
let screen: WatchedTerminal;
afterAll(() => stages.close());

/** The overview, with events that have names. */
async function opened(options: StageOptions = {}): Promise<void> {
  screen = await stages.open(options);
  await screen.play({ events: EVENTS });
  await screen.until(() => screen.rows.some((row) => /14:02:17.* Can · /.test(row)));
}

/** A key, and what the view that it opens says. */
const PANELS = [
  ['why', 'w'],
  ['approvals', 'a'],
  ['log', 'l'],
  ['settings', 'o'],
  ['users', 'u'],
] as const;

describe('every view, in the sizes and colours of terminals', () => {
  test('in sixteen colours', async () => {
    await opened();
    await expectGoldens(screen, 'overview');
    screen.resize(100, 30);
    await expectGolden(screen, 'overview.100x30.colours', () => screen.colouredText);

    screen.press('\x1b[A\x1b[A\x1b[A');
    await expectGolden(screen, 'selected.100x30.colours', () => screen.colouredText);
    screen.press('\x1b');

    await screen.play({ status: TROUBLED });
    await screen.until('FLOOD_WAIT_300');
    await expectGoldens(screen, 'troubled');
    screen.resize(100, 30);
    await expectGolden(screen, 'troubled.100x30.colours', () => screen.colouredText);

    await screen.pressUntil('p', 'Pause or resume');
    await expectGoldens(screen, 'chooser');
    await screen.pressUntil('\x1b', 'q leave');
    await screen.pressUntil('q', 'Leave the screen?');
    await expectGoldens(screen, 'leave');
    await screen.pressUntil('n', 'q leave');

    await screen.pressUntil('s', 'Status report');
    await expectGoldens(screen, 'status');
    await screen.pressUntil('\x1b', 'q leave');
    await screen.pressUntil('h', 'Help');
    await expectGoldens(screen, 'help');
    await screen.pressUntil('\x1b', 'q leave');
  });

  test.each(PANELS)('the panel %s', async (name, key) => {
    await opened();
    await screen.pressUntil(key, () => !screen.text.includes('Services'));
    await expectGoldens(screen, name);
  });

  test('without colours it says the same, and its owner may stop the daemon', async () => {
    await opened({ colour: 'none', role: 'owner' });
    await expectGoldens(screen, 'overview');
    await screen.play({ status: TROUBLED });
    await screen.until('FLOOD_WAIT_300');
    await expectGoldens(screen, 'troubled');
    await screen.pressUntil('q', 'Leave the screen?');
    await expectGoldens(screen, 'leave-owner');
    await screen.pressUntil('s', 'Really stop');
    await expectGoldens(screen, 'stop');
    await screen.pressUntil('n', 'q leave');
    expect(screen.colouredText).toBe(screen.text);
  });

  test.each(['tr', 'ru'] as const)('in the operator’s language: %s', async (language) => {
    await opened({ language });
    await screen.play({ status: TROUBLED });
    await screen.until('FLOOD_WAIT_300');
    await expectGolden(screen, `troubled.${language}.80x24`);
    screen.press('h');
    await screen.until(() => !screen.text.includes('FLOOD_WAIT_300'));
    await expectGolden(screen, `help.${language}.80x24`);
  });
});
