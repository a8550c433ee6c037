import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TestBox } from '../../../test/sandbox/test-box.js';
import { objects } from '../../../test/sandbox/test-session.js';

let stateDir: string;

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'sandbox-world-'));
});

afterEach(() => rmSync(stateDir, { recursive: true }));

const snapshot = ({ world: { state } }: TestBox) => ({
  messages: state.messages,
  boxes: [...state.persons.keys(), ...state.chats.keys()].map((owner) => {
    const { pts, lastId } = state.box(owner);
    return { owner, pts, lastId };
  }),
  files: [...state.files],
});

describe('a world that is kept in a folder', () => {
  test('is the same after a restart, also when nobody closed it', async () => {
    const before = new TestBox({ stateDir });
    const ada = before.session('ada_account');
    const peer = await ada.peer('open_group');
    const sent = objects(await ada.say(peer, 'kept', -9n), 'updates')[0];
    await ada.call('messages.editMessage', { peer, id: Number(sent?.id), message: 'kept well' });
    await ada.say(await ada.peer('fatma'), 'private', 2n);
    await ada.ask('messages.readHistory', { peer: await ada.peer('fatma'), max_id: 0 });
    const after = new TestBox({ stateDir });
    expect(snapshot(after)).toEqual(snapshot(before));
    before.close();
    after.close();
  });

  test('still knows its random_ids, and the keys of its peers', async () => {
    const before = new TestBox({ stateDir });
    const peer = await before.session('ada_account').peer('open_group');
    await before.session('ada_account').say(peer, 'once', 1n);
    before.close();
    const after = new TestBox({ stateDir });
    await after.session('ada_account').say(peer, 'once', 1n);
    expect(after.world.state.messages.filter(({ text }) => text === 'once')).toHaveLength(1);
    after.close();
  });

  test('drops a line that a crash has cut off: it was never answered', async () => {
    const before = new TestBox({ stateDir });
    const ada = before.session('ada_account');
    await ada.say(await ada.peer('open_group'), 'whole', 1n);
    before.close();
    appendFileSync(join(stateDir, 'journal.jsonl'), '{"is":"said","message":{"te');
    const after = new TestBox({ stateDir });
    const again = after.session('ada_account');
    await again.say(await again.peer('open_group'), 'next', 2n);
    after.close();
    const last = new TestBox({ stateDir });
    expect(last.world.state.messages.slice(-2).map(({ text }) => text)).toEqual(['whole', 'next']);
    last.close();
  });

  test('names the line when it is damaged elsewhere', () => {
    new TestBox({ stateDir }).close();
    writeFileSync(join(stateDir, 'journal.jsonl'), 'damaged\n');
    expect(() => new TestBox({ stateDir })).toThrow(/journal\.jsonl:1 is damaged/);
  });
});
