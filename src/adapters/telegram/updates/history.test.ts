import { describe, expect, test } from '@jest/globals';
import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import { scriptedCaller } from '../../../../test/support/scripted-caller.js';
import type { KnownPeer } from '../../../core/peers.js';
import { TelegramError } from '../failure.js';
import { readHistoryAfter } from './history.js';

const SELF = 777;
const never = new AbortController().signal;
const anna: KnownPeer = { id: 42, kind: 'user', title: 'Anna', accessHash: 9n };
const peerId = new Api.PeerUser({ userId: returnBigInt(42) });
const date = 1_800_000_000;

const said = (id: number) => new Api.Message({ id, peerId, date, message: `message ${id}` });
const noted = (id: number) =>
  new Api.MessageService({ id, peerId, date, action: new Api.MessageActionHistoryClear() });
/** Newest first, as Telegram has it. */
const page = (...messages: Api.TypeMessage[]) =>
  new Api.messages.MessagesSlice({ count: 500, messages, users: [], chats: [] });

async function read(limit: number, ...answers: unknown[]) {
  const { caller, requests } = scriptedCaller(answers);
  const { messages } = await readHistoryAfter(caller, anna, { afterId: 10, limit }, SELF, never);
  return { ids: messages.map(({ messageId }) => messageId), requests };
}

describe('the messages after one', () => {
  test('are asked for upward, page by page, until there is nothing newer', async () => {
    const { ids, requests } = await read(100, page(said(14), said(12)), page(said(19)), page());
    expect(ids).toEqual([12, 14, 19]);
    expect(requests).toMatchObject([
      { offsetId: 11, addOffset: -100, limit: 100 },
      { offsetId: 15, addOffset: -100, limit: 100 },
      { offsetId: 20, addOffset: -100, limit: 100 },
    ]);
  });

  test('older ones, which fill up a page at the end of a history, do not count', async () => {
    const { ids } = await read(100, page(said(12), said(10), said(9)), page(said(12), said(10)));
    expect(ids).toEqual([12]);
  });

  test('a page of service messages, or of such as are gone, is not the end', async () => {
    const gone = new Api.MessageEmpty({ id: 13 });
    const { ids } = await read(100, page(gone, noted(12), noted(11)), page(said(14)), page());
    expect(ids).toEqual([14]);
  });

  test('stop at the limit, the oldest kept', async () => {
    const { ids, requests } = await read(2, page(said(15), said(14), noted(13), said(12)));
    expect(ids).toEqual([12, 14]);
    expect(requests).toHaveLength(1);
  });

  test('half of them are not taken for all when Telegram wants to be left alone', async () => {
    const wait = new TelegramError(420, 'FLOOD_WAIT_5');
    await expect(read(100, page(said(12)), wait)).rejects.toBe(wait);
  });
});
