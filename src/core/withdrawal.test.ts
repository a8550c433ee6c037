import { expect, test } from '@jest/globals';
import { readWithdrawal, WITHDRAWALS, type Withdrawal, withdrawalText } from './withdrawal.js';

test('what was told can be read again', () => {
  const all: Withdrawal[] = [
    ...Object.keys(WITHDRAWALS).map((why) => ({ why: why as keyof typeof WITHDRAWALS })),
    { why: 'opted-out', word: 'bana "yazma"\n' },
    { why: 'mode', mode: 'off' },
  ];
  expect(all.map((one) => readWithdrawal(withdrawalText(one)))).toEqual(all);
  expect(readWithdrawal('too cheeky')).toBeUndefined();
});
