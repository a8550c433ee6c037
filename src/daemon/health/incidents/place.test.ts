import { describe, expect, test } from '@jest/globals';
import type { TargetReport } from '../../../core/target-report.js';
import { type Bar, barredPlaces, type Place } from './place.js';

const fine: TargetReport = { written: '@one', reachable: true, problems: [] };
const refused = (code: string): TargetReport => ({
  written: '@one',
  reachable: false,
  problems: [{ code, level: 'error', problem: 'The account may not write there', remedy: 'Ask' }],
});
const bar: Bar = { id: 12, peer: -1001, name: 'Grup', reason: 'CHAT_WRITE_FORBIDDEN: no right' };
const see = (bars: readonly Bar[], ...places: Place[]) => barredPlaces({ bars, places });
const one: Place = { written: '@one', peer: -1001 };

describe('a place that takes nothing', () => {
  test('is told with its name, the reason and what lifts the bar', () => {
    expect(see([bar])).toEqual([
      {
        is: 'on',
        code: 'TARGET_BARRED',
        key: '-1001',
        what: 'Grup (-1001) takes nothing from the account any more: CHAT_WRITE_FORBIDDEN: no right',
        remedy: expect.stringContaining('postaci lift 12'),
      },
    ]);
  });

  test('may take all but one kind: that is another incident', () => {
    const sights = see([bar, { ...bar, id: 13, contentKind: 'photo' }]);
    expect(sights.map(({ key }) => key)).toEqual(['-1001', '-1001/photo']);
  });

  test('that was found at a look is told once, with the bar or without, and by the same name', () => {
    const found = see([], { ...one, report: refused('NO_RIGHT') });
    expect(found).toMatchObject([{ is: 'on', key: '-1001' }]);
    expect(see([bar], { ...one, report: refused('NO_RIGHT') })).toHaveLength(1);
    expect(see([bar], { ...one, report: fine })).toMatchObject([{ is: 'on', key: '-1001' }]);
  });

  test('that nothing is known of goes by what was written', () => {
    const lost = see([], { written: '@one', report: refused('NOT_FOUND') });
    expect(lost).toMatchObject([{ is: 'on', key: '@one', remedy: 'Ask.' }]);
  });

  test('is over when it was found open', () => {
    expect(see([], { ...one, report: fine })).toMatchObject([{ is: 'over', key: '-1001' }]);
  });

  test('is nobody’s guess before the first look, and while Telegram cannot be asked', () => {
    expect(see([], one)).toMatchObject([{ is: 'unclear', key: '-1001' }]);
    for (const code of ['WAIT', 'UNREACHABLE']) {
      expect(see([], { ...one, report: refused(code) })).toMatchObject([{ is: 'unclear' }]);
    }
  });

  test('of several topics of a group the one that is closed counts', () => {
    const topics = [
      { ...one, report: refused('TOPIC_CLOSED') },
      { ...one, report: fine },
    ];
    expect(see([], ...topics)).toMatchObject([{ is: 'on' }]);
    expect(see([], ...topics.reverse())).toMatchObject([{ is: 'on' }]);
  });
});
