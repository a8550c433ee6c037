import { beforeEach, describe, expect, test } from '@jest/globals';
import { START_MS, TestBox } from '../../../test/sandbox/test-box.js';
import { object, objects, type TestSession } from '../../../test/sandbox/test-session.js';
import { accessHash } from '../world/access.js';
import { bareId } from '../world/peer-id.js';

const stored = (box: TestBox) =>
  box.world.state.messages.filter(({ randomId }) => randomId !== undefined);

describe('messages.sendMessage', () => {
  let box: TestBox;
  let ada: TestSession;
  let cem: TestSession;

  beforeEach(() => {
    box = new TestBox();
    ada = box.session('ada_account');
    cem = box.session('cem_account');
  });

  test('to a supergroup, answers with the id, the read mark and the message', async () => {
    const answer = await ada.say(await ada.peer('open_group'), ' selam ', 7n);
    const [id, read, message] = objects(answer, 'updates');
    expect(id).toMatchObject({ _: 'updateMessageID', random_id: 7n });
    expect(read).toMatchObject({ _: 'updateReadChannelInbox', max_id: id?.id });
    expect(message).toMatchObject({
      _: 'updateNewChannelMessage',
      message: { message: 'selam', out: true, id: id?.id },
    });
  });

  test('to a person, answers in the short form', async () => {
    const answer = await ada.say(await ada.peer('fatma'), 'merhaba', 7n);
    expect(answer).toMatchObject({ _: 'updateShortSentMessage', out: true, pts_count: 1 });
  });

  test('is heard by the other members and the other sessions, not by the sending one', async () => {
    const phone = box.session('ada_account');
    for (const session of [ada, phone, cem]) session.heard();
    await ada.say(await ada.peer('open_group'), 'selam', 7n);
    expect(cem.heard()).toMatchObject([{ message: { message: 'selam' } }]);
    expect(phone.heard()).toMatchObject([{ message: { message: 'selam', out: true } }]);
    expect(ada.heard()).toEqual([]);
  });

  test('shows strangers in a supergroup as min users, whose key does not open them', async () => {
    await ada.say(await ada.peer('open_group'), 'selam', 7n);
    const { updates = { _: 'none' } } =
      box.wire.pushed.find(({ userId }) => userId === cem.key.userId) ?? {};
    const [stranger = { _: 'none' }] = objects(updates, 'users').filter(({ min }) => min);
    expect(stranger).toMatchObject({ first_name: 'Ada' });
    const { id = 0n, access_hash = 0n } = stranger;
    const peer = { _: 'inputPeerUser', user_id: id, access_hash };
    const fields = { peer, message: 'x', random_id: 1n };
    expect(await cem.refused('messages.sendMessage', fields)).toBe('400 PEER_ID_INVALID');
    const [update] = objects(updates, 'updates');
    const known = {
      _: 'inputPeerUserFromMessage',
      peer: await cem.peer('open_group'),
      msg_id: object(update ?? { _: 'none' }, 'message').id ?? 0,
      user_id: id,
    };
    expect(await cem.say(known, 'merhaba', 2n)).toMatchObject({ pts_count: 1 });
  });

  test('repeats the original message for a random_id that it knows', async () => {
    const peer = await ada.peer('open_group');
    const first = await ada.say(peer, 'once', 7n);
    const again = await ada.say(peer, 'once', 7n);
    expect(objects(again, 'updates')[0]).toEqual(objects(first, 'updates')[0]);
    expect(stored(box)).toHaveLength(1);
    expect(box.world.state.randomIds.hits).toBe(1);
  });

  test('answers a known random_id with RANDOM_ID_DUPLICATE where the world says so', async () => {
    box.world.rules = { ...box.world.rules, duplicates: 'error' };
    const fields = { peer: await ada.peer('open_group'), message: 'once', random_id: 7n };
    await ada.call('messages.sendMessage', fields);
    expect(await ada.refused('messages.sendMessage', fields)).toBe('500 RANDOM_ID_DUPLICATE');
    expect(stored(box)).toHaveLength(1);
  });

  test('mixes both forms, the same for the same id', async () => {
    box.world.rules = { ...box.world.rules, duplicates: 'mix' };
    const peer = await ada.peer('open_group');
    const answers = new Set<boolean>();
    for (let id = 1n; id <= 12n; id++) {
      const fields = { peer, message: `m${id}`, random_id: id };
      await ada.call('messages.sendMessage', fields);
      const succeeds = () =>
        ada.ask('messages.sendMessage', fields).then(
          () => true,
          () => false,
        );
      const succeeded = await succeeds();
      answers.add(succeeded);
      expect(await succeeds()).toBe(succeeded);
    }
    expect(answers).toEqual(new Set([true, false]));
  });

  test('forgets random_ids after its time: then the same id makes a second message', async () => {
    const peer = await ada.peer('open_group');
    await ada.say(peer, 'once', 7n);
    await box.clock.run(START_MS + box.world.rules.randomIdMemoryMs - 1);
    await ada.say(peer, 'once', 7n);
    expect(stored(box)).toHaveLength(1);
    await box.clock.run(START_MS + 2 * box.world.rules.randomIdMemoryMs);
    await ada.say(peer, 'once', 7n);
    expect(stored(box)).toHaveLength(2);
  });

  test('keeps the random_ids of accounts apart', async () => {
    await ada.say(await ada.peer('open_group'), 'mine', 7n);
    await cem.say(await cem.peer('open_group'), 'mine too', 7n);
    expect(stored(box)).toHaveLength(2);
  });

  test('slow mode names the seconds that are left, and lets a repeat through', async () => {
    const peer = await ada.peer('slow_group');
    await ada.say(peer, 'first', 1n);
    await box.clock.run(START_MS + 10_500);
    const second = { peer, message: 'second', random_id: 2n };
    expect(await ada.refused('messages.sendMessage', second)).toBe('420 SLOWMODE_WAIT_20');
    expect(await ada.say(peer, 'first', 1n)).toMatchObject({ _: 'updates' });
    await box.clock.run(START_MS + 30_000);
    expect(await ada.say(peer, 'second', 2n)).toMatchObject({ _: 'updates' });
  });

  test('slow mode does not bind admins', async () => {
    const owner = box.world.state.chats.get(box.world.state.byUsername('slow_group') ?? 0);
    const username = box.world.state.persons.get(owner?.creatorId ?? 0)?.username ?? '';
    const admin = box.session(username);
    const peer = await admin.peer('slow_group');
    await admin.say(peer, 'first', 1n);
    expect(await admin.say(peer, 'second', 2n)).toMatchObject({ _: 'updates' });
  });

  test.each([
    ['open_group', '   ', '400 MESSAGE_EMPTY'],
    ['open_group', 'x'.repeat(4_097), '400 MESSAGE_TOO_LONG'],
    ['muted_group', 'x', '403 CHAT_WRITE_FORBIDDEN'],
    ['pictures_group', 'x', '403 CHAT_SEND_PLAIN_FORBIDDEN'],
    ['foreign_group', 'x', '403 CHAT_WRITE_FORBIDDEN'],
    ['news_members', 'x', '403 CHAT_GUEST_SEND_FORBIDDEN'],
    ['prem_only', 'x', '406 PRIVACY_PREMIUM_REQUIRED'],
    ['paid_only', 'x', '403 ALLOW_PAYMENT_REQUIRED_50'],
  ])('a word to @%s may be refused (%#)', async (username, message, error) => {
    const fields = { peer: await ada.peer(username), message, random_id: 1n };
    expect(await ada.refused('messages.sendMessage', fields)).toBe(error);
    expect(stored(box)).toEqual([]);
  });

  test('accepts 4,096 units', async () => {
    const long = await ada.say(await ada.peer('open_group'), 'ş'.repeat(4_096), 1n);
    expect(objects(long, 'updates')).toHaveLength(3);
  });

  test('a comment of somebody who is no member is let in where the channel allows it', async () => {
    const peer = await ada.peer('news_comments');
    expect(await ada.say(peer, 'x', 2n)).toMatchObject({ _: 'updates' });
  });

  test.each([
    ['limited', 'ivan_petrov', '400 PEER_FLOOD'],
    ['frozen', 'open_group', '420 FROZEN_METHOD_INVALID'],
    ['deactivated', 'open_group', '401 USER_DEACTIVATED_BAN'],
  ] as const)('an account that is %s gets its error', async (sanction, username, error) => {
    const peer = await ada.peer(username);
    const person = box.world.state.persons.get(ada.key.userId ?? 0);
    if (!person) throw new Error('no Ada');
    box.world.commit({ is: 'person', person: { ...person, sanctions: [sanction] } });
    const fields = { peer, message: 'x', random_id: 1n };
    expect(await ada.refused('messages.sendMessage', fields)).toBe(error);
  });

  test('a limited account may answer who wrote first', async () => {
    const person = box.world.state.persons.get(ada.key.userId ?? 0);
    if (!person) throw new Error('no Ada');
    box.world.commit({ is: 'person', person: { ...person, sanctions: ['limited'] } });
    expect(await ada.say(await ada.peer('fatma'), 'x', 1n)).toMatchObject({ pts_count: 1 });
  });

  test('a blocked sender and a blocked recipient are told apart', async () => {
    await cem.ask('contacts.block', { id: await cem.peer('ada_account') });
    const toCem = { peer: await ada.peer('cem_account'), message: 'x', random_id: 1n };
    expect(await ada.refused('messages.sendMessage', toCem)).toBe('403 USER_IS_BLOCKED');
    const toAda = { peer: await cem.peer('ada_account'), message: 'x', random_id: 1n };
    expect(await cem.refused('messages.sendMessage', toAda)).toBe('400 YOU_BLOCKED_USER');
  });

  test('refuses a key that belongs to another account', async () => {
    const fields = { peer: await cem.peer('ivan_petrov'), message: 'x', random_id: 1n };
    expect(await ada.refused('messages.sendMessage', fields)).toBe('400 PEER_ID_INVALID');
    const group = { ...fields, peer: await cem.peer('open_group') };
    expect(await ada.refused('messages.sendMessage', group)).toBe('400 CHANNEL_INVALID');
  });

  test('a private group is closed to strangers, even with the right key', async () => {
    const hidden = [...box.world.state.chats.values()].find(({ title }) => title === 'Hidden');
    const adaId = ada.key.userId ?? 0;
    const peer = {
      _: 'inputPeerChannel',
      channel_id: BigInt(bareId(hidden?.peer ?? 0)),
      access_hash: accessHash(box.world, adaId, hidden?.peer ?? 0),
    };
    const fields = { peer, message: 'x', random_id: 1n };
    expect(await ada.refused('messages.sendMessage', fields)).toBe('400 CHANNEL_PRIVATE');
  });

  test('marks who is mentioned or answered', async () => {
    const peer = await ada.peer('open_group');
    cem.heard();
    await ada.say(peer, 'hey @Cem_account', 1n);
    expect(cem.heard()).toMatchObject([{ message: { mentioned: true } }]);
    const answer = await cem.say(await cem.peer('open_group'), 'evet', 2n);
    const id = objects(answer, 'updates')[0]?.id ?? 0;
    const reply_to = { _: 'inputReplyToMessage', reply_to_msg_id: id };
    await ada.say(peer, 'güzel', 3n, { reply_to });
    expect(cem.heard()).toMatchObject([
      { message: { mentioned: true, reply_to: { reply_to_msg_id: id } } },
    ]);
  });
});
