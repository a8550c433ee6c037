import { describe, expect, test } from '@jest/globals';
import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import { receiptIn } from './receipt.js';

const RANDOM_ID = -(2n ** 63n);
const randomId = returnBigInt(RANDOM_ID);

function answer(updates: Api.TypeUpdate[]): Api.Updates {
  return new Api.Updates({ updates, users: [], chats: [], date: 1_000, seq: 0 });
}

function newMessage(id: number, date: number): Api.UpdateNewMessage {
  const peerId = new Api.PeerUser({ userId: returnBigInt(1) });
  const message = new Api.Message({ id, peerId, date, message: 'x' });
  return new Api.UpdateNewMessage({ message, pts: 1, ptsCount: 1 });
}

describe('the receipt in the answer to a send', () => {
  test('is the short form’s id and date', () => {
    const short = new Api.UpdateShortSentMessage({ id: 5, pts: 1, ptsCount: 1, date: 900 });
    expect(receiptIn(short, RANDOM_ID)).toEqual({ messageId: 5, at: 900_000 });
  });

  test('is the message with our random id, and that message’s own date', () => {
    const updates = answer([
      new Api.UpdateMessageID({ id: 6, randomId: returnBigInt(1) }),
      new Api.UpdateMessageID({ id: 7, randomId }),
      newMessage(6, 950),
      newMessage(7, 940),
    ]);
    expect(receiptIn(updates, RANDOM_ID)).toEqual({ messageId: 7, at: 940_000 });
  });

  test('is the answer’s date when the message itself is not in it', () => {
    const updates = answer([new Api.UpdateMessageID({ id: 7, randomId })]);
    expect(receiptIn(updates, RANDOM_ID)).toEqual({ messageId: 7, at: 1_000_000 });
  });

  test('is missing when the answer names another random id, or none', () => {
    const other = new Api.UpdateMessageID({ id: 7, randomId: returnBigInt(1) });
    expect(receiptIn(answer([other]), RANDOM_ID)).toBeUndefined();
    expect(receiptIn(new Api.UpdatesTooLong(), RANDOM_ID)).toBeUndefined();
  });
});
