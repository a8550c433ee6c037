import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { START_MS, TestBox } from '../../../test/sandbox/test-box.js';
import { object, objects, type TestSession } from '../../../test/sandbox/test-session.js';
import type { TlObject } from '../rpc.js';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

let box: TestBox;
let ada: TestSession;
let peer: TlObject;

beforeEach(async () => {
  box = new TestBox();
  ada = box.session('ada_account');
  peer = await ada.peer('open_group');
});

async function uploaded(bytes: Buffer, file_id = 9n): Promise<TlObject> {
  await ada.ask('upload.saveFilePart', { file_id, file_part: 0, bytes });
  const md5_checksum = createHash('md5').update(bytes).digest('hex');
  return { _: 'inputFile', id: file_id, parts: 1, name: 'photo.png', md5_checksum };
}

async function sendPhoto(random_id: bigint, more: { readonly [field: string]: TlObject } = {}) {
  const media = { _: 'inputMediaUploadedPhoto', file: await uploaded(PNG) };
  const fields = { peer, media, message: 'pixel', random_id, ...more };
  return ada.call('messages.sendMedia', fields);
}

function photoOf(answer: TlObject): TlObject {
  const update = objects(answer, 'updates').find(({ message }) => message) ?? { _: 'none' };
  return object(object(object(update, 'message'), 'media'), 'photo');
}

const location = ({ id = 0n, access_hash = 0n, file_reference = '' }: TlObject, kind: string) => ({
  _: kind,
  id,
  access_hash,
  file_reference,
  thumb_size: 'x',
});

describe('media', () => {
  test('a photo is stored with its size, and given back in pieces', async () => {
    const photo = photoOf(await sendPhoto(1n));
    expect(objects(photo, 'sizes')).toMatchObject([{ w: 1, h: 1, size: PNG.length }]);
    const at = location(photo, 'inputPhotoFileLocation');
    const piece = { location: at, offset: 10n, limit: 20 };
    expect((await ada.call('upload.getFile', piece)).bytes).toEqual(PNG.subarray(10, 30));
  });

  test('a repeated random_id makes one message', async () => {
    await sendPhoto(1n);
    await sendPhoto(1n);
    expect(box.world.state.messages.filter(({ randomId }) => randomId === '1')).toHaveLength(1);
  });

  test('a file reference expires; a fresh copy of the message has a new one', async () => {
    const photo = photoOf(await sendPhoto(1n));
    await box.clock.run(START_MS + box.world.rules.fileReferenceMs + 1_000);
    const resend = (id: TlObject) => ({
      peer,
      media: { _: 'inputMediaPhoto', id },
      message: '',
      random_id: 2n,
    });
    const stale = resend(location(photo, 'inputPhoto'));
    expect(await ada.refused('messages.sendMedia', stale)).toBe('400 FILE_REFERENCE_EXPIRED');
    const [number] = [...box.world.state.messages].reverse();
    const messageId = box.world.state.box(number?.peer ?? 0).idOf(number?.number ?? 0) ?? 0;
    const again = await ada.call('channels.getMessages', {
      channel: { ...peer, _: 'inputChannel' },
      id: [{ _: 'inputMessageID', id: messageId }],
    });
    const fresh = object(object(objects(again, 'messages')[0] ?? { _: '' }, 'media'), 'photo');
    const sent = await ada.call('messages.sendMedia', resend(location(fresh, 'inputPhoto')));
    expect(sent._).toBe('updates');
  });

  test('an album shares one grouped_id, and its parts keep their captions', async () => {
    const part = async (random_id: bigint, message: string) => ({
      _: 'inputSingleMedia',
      media: { _: 'inputMediaUploadedPhoto', file: await uploaded(PNG, random_id) },
      random_id,
      message,
    });
    const multi_media = [await part(1n, 'one'), await part(2n, 'two')];
    const answer = await ada.call('messages.sendMultiMedia', { peer, multi_media });
    const sent = objects(answer, 'updates').flatMap((update) =>
      update._ === 'updateNewChannelMessage' ? [object(update, 'message')] : [],
    );
    expect(sent.map(({ message }) => message)).toEqual(['one', 'two']);
    expect(sent[0]?.grouped_id).toBeDefined();
    expect(sent[0]?.grouped_id).toBe(sent[1]?.grouped_id);
    const slow = { peer: await ada.peer('slow_group'), multi_media };
    expect(await ada.refused('messages.sendMultiMedia', slow)).toMatch(/RANDOM_ID|SLOWMODE/);
  });

  test('refuses what is no picture, lacks parts, or was damaged on its way', async () => {
    const send = (file: TlObject, message = '') => ({
      peer,
      media: { _: 'inputMediaUploadedPhoto', file },
      message,
      random_id: 3n,
    });
    const text = await uploaded(Buffer.from('no picture'));
    expect(await ada.refused('messages.sendMedia', send(text))).toBe('400 IMAGE_PROCESS_FAILED');
    const whole = await uploaded(PNG, 10n);
    expect(await ada.refused('messages.sendMedia', send({ ...whole, parts: 2 }))).toBe(
      '400 FILE_PART_1_MISSING',
    );
    const damaged = send({ ...whole, md5_checksum: '0'.repeat(32) });
    expect(await ada.refused('messages.sendMedia', damaged)).toBe('400 MD5_CHECKSUM_INVALID');
    expect(await ada.refused('messages.sendMedia', send(whole, 'x'.repeat(1_025)))).toBe(
      '400 MEDIA_CAPTION_TOO_LONG',
    );
  });
});
