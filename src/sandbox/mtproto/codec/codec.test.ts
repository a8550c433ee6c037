import { describe, expect, test } from '@jest/globals';
import { __tlReaderMap, TlBinaryReader } from '@mtcute/core/utils.js';
import fc from 'fast-check';
import { BinaryReader } from 'telegram/extensions/BinaryReader.js';
import { ObjectDrawer } from '../../../../test/mtproto/arbitrary-object.js';
import { apiSchema } from './api-schema.js';
import { Codec } from './codec.js';
import { parseDefinitions, type TlDefinition } from './definition.js';
import { Encoder } from './encoder.js';
import { layer227 } from './layers/layer-227.js';
import { serviceSchema } from './service-schema.js';

const codec = new Codec();
const [constructorText = ''] = apiSchema.split('---functions---');
const constructors = parseDefinitions(`${serviceSchema}\n${constructorText}`);
const definitions = parseDefinitions(`${serviceSchema}\n${apiSchema}`);
const drawer = new ObjectDrawer(constructors);

function sampleOf(definition: TlDefinition) {
  const [object] = fc.sample(
    fc.gen().map((gen) => drawer.draw(gen, definition, 2)),
    { numRuns: 1, seed: 7 },
  );
  return object ?? { _: definition.name };
}

describe('the codec', () => {
  test('reads back what it wrote, for every constructor and method of the schema', () => {
    for (const definition of definitions) {
      fc.assert(
        fc.property(fc.gen(), (gen) => {
          const object = drawer.draw(gen, definition);
          expect(codec.decode(codec.encode(object))).toEqual(object);
        }),
        { numRuns: 3 },
      );
    }
  }, 120_000);

  test('writes what GramJS reads to the last byte, and writes again as the same bytes', () => {
    // GramJS does not know these two, and puts a class of its own in the place of a message.
    const unknown = new Set(['error', 'null']);
    const patched = /"_":"message(Empty|Service)?"/;
    let compared = 0;
    for (const definition of parseDefinitions(apiSchema)) {
      if (unknown.has(definition.name)) continue;
      const object = sampleOf(definition);
      const bytes = Buffer.from(codec.encode(object));
      const reader = new BinaryReader(bytes);
      const read: unknown = reader.tgReadObject();
      expect([definition.name, reader.tellPosition()]).toEqual([definition.name, bytes.length]);
      const text = JSON.stringify(object, (_key, value) =>
        typeof value === 'bigint' ? `${value}` : value,
      );
      if (patched.test(text)) continue;
      expect(read).toHaveProperty('getBytes');
      const written = (read as { getBytes(): Buffer }).getBytes();
      expect([definition.name, written.toString('hex')]).toEqual([
        definition.name,
        bytes.toString('hex'),
      ]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(1500);
  }, 60_000);

  test('writes in layer 227 what mtcute reads', () => {
    const definitionsOf227 = parseDefinitions(layer227.definitions);
    const names = new Set(definitionsOf227.map(({ name }) => name));
    const shared = constructors.filter(({ name }) => names.has(name));
    const encoder = new Encoder(
      new Map([...definitions, ...definitionsOf227].map((each) => [each.name, each])),
    );
    const drawn = ['user', 'channel', 'dialog', 'messageReplyHeader', 'draftMessage', 'userFull'];
    expect(shared.length).toBeGreaterThan(drawn.length);
    for (const name of drawn) {
      const object = { ...minimal[name], _: name };
      const read = TlBinaryReader.deserializeObject<{ _: string }>(
        __tlReaderMap,
        encoder.encode(object),
      );
      expect(read._).toBe(name);
    }
  });

  test('drops unknown fields and gives missing scalars their defaults', () => {
    const bytes = codec.encode({ _: 'updates.state', pts: 3, colour: 'red' });
    expect(codec.decode(bytes)).toEqual({
      _: 'updates.state',
      pts: 3,
      qts: 0,
      date: 0,
      seq: 0,
      unread_count: 0,
    });
  });

  test('writes every field of a flag bit when one of them is there', () => {
    const bytes = codec.encode({
      _: 'message',
      id: 1,
      peer_id: { _: 'peerUser', user_id: 1n },
      date: 2,
      message: '',
      views: 5,
    });
    expect(codec.decode(bytes)).toMatchObject({ views: 5, forwards: 0 });
  });

  test('names the path of a field with a wrong value', () => {
    const update = { _: 'updateNewMessage', message: { _: 'message', id: 'five' } };
    expect(() => codec.encode({ _: 'updates', updates: [update] })).toThrow(
      'updates.updates[0].updateNewMessage.message.message.id: expected an int (number), found the string five',
    );
  });

  test('refuses an object of another type', () => {
    expect(() => codec.encode({ _: 'peerUser', user_id: 5 })).toThrow('expected a long');
    const update = { _: 'updateUserName', user_id: 1n, usernames: [{ _: 'peerUser' }] };
    expect(() => codec.encode(update)).toThrow('expected Username, found peerUser');
  });

  test('tells an unknown constructor from a broken one', () => {
    expect(() => codec.decode(Buffer.from('efbeadde', 'hex'))).toThrow('the id deadbeef');
    expect(() => codec.decode(codec.encode({ _: 'updates.state' }).subarray(0, 9))).toThrow(
      'needs 4 bytes',
    );
  });

  test('refuses a vector that claims more items than there are bytes', () => {
    const bytes = Buffer.from(codec.encode({ _: 'msgs_ack', msg_ids: [1n] }));
    bytes.writeUInt32LE(0x7fffffff, 8);
    expect(() => codec.decode(bytes)).toThrow('a vector of 2147483647 does not fit');
  });
});

const minimal: Readonly<Record<string, Parameters<Codec['encode']>[0]>> = {
  user: { _: 'user', id: 7n, first_name: 'Ayşe', status: { _: 'userStatusRecently' } },
  channel: { _: 'channel', id: 9n, title: 'Haber', photo: { _: 'chatPhotoEmpty' } },
  dialog: {
    _: 'dialog',
    peer: { _: 'peerUser', user_id: 7n },
    notify_settings: { _: 'peerNotifySettings' },
  },
  messageReplyHeader: { _: 'messageReplyHeader', reply_to_msg_id: 4 },
  draftMessage: { _: 'draftMessage', message: 'yarın' },
  userFull: {
    _: 'userFull',
    id: 7n,
    settings: { _: 'peerSettings' },
    notify_settings: { _: 'peerNotifySettings' },
  },
};
