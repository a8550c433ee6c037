import { crc32 } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { Codec } from '../codec.js';
import { parseDefinitions } from '../definition.js';
import { Encoder } from '../encoder.js';
import type { Layer } from './layer.js';
import { layer144 } from './layer-144.js';
import { layer227 } from './layer-227.js';

const codec = new Codec();

/** The id that TL derives from a line: the CRC32 of it in its normal form. */
function derivedId(line: string): string {
  const normal = line
    .replace(/#[0-9a-f]+/, '')
    .replace(/ \w+:flags\d*\.\d+\?true/g, '')
    .replace(/([:?])bytes/g, '$1string')
    .replace(/</g, ' ')
    .replace(/[>;]/g, '')
    .replace(/ {2,}/g, ' ');
  return crc32(normal).toString(16);
}

function encoderOf(layer: Layer): Encoder {
  return new Encoder(new Map(parseDefinitions(layer.definitions).map((each) => [each.name, each])));
}

describe.each([layer144, layer227])('layer $number', (layer) => {
  test('has no definition with a slip: every id is the CRC32 of its line', () => {
    const lines = layer.definitions.trim().split('\n');
    expect(lines.length).toBe(parseDefinitions(layer.definitions).length);
    for (const line of lines) {
      const id = /#([0-9a-f]+)/.exec(line)?.[1] ?? '';
      expect([line, derivedId(line)]).toEqual([line, id]);
    }
  });
});

describe('calls of other layers', () => {
  test('a reply of layer 144 arrives in the words of layer 198', () => {
    const encoder = new Encoder(
      new Map(
        parseDefinitions(`${layer144.definitions}\ninputPeerSelf#7da07ec9 = InputPeer;`).map(
          (each) => [each.name, each],
        ),
      ),
    );
    const call = {
      _: 'messages.sendMessage',
      peer: { _: 'inputPeerSelf' },
      message: 'merhaba',
      random_id: 5n,
    };
    expect(codec.decode(encoder.encode({ ...call, reply_to_msg_id: 3 }))).toEqual({
      ...call,
      reply_to: { _: 'inputReplyToMessage', reply_to_msg_id: 3 },
    });
    expect(codec.decode(encoder.encode(call))).toEqual(call);
  });

  test('fields that only layer 227 has are read and dropped', () => {
    const encoder = encoderOf(layer227);
    const bytes = encoder.encode({ _: 'inputReplyToMessage', reply_to_msg_id: 3, todo_item_id: 9 });
    expect(codec.decode(bytes)).toEqual({ _: 'inputReplyToMessage', reply_to_msg_id: 3 });
  });
});

describe('answers in other layers', () => {
  test('a result whose type differs is put into the form of the layer', () => {
    const updates = { _: 'updatesTooLong' };
    const joined = codec.encodeResult('channels.joinChannel', updates, 227);
    expect(joined.readUInt32LE(0).toString(16)).toBe('445663a7');
    expect(codec.encodeResult('channels.joinChannel', updates, 198).length).toBe(4);
    const invited = { _: 'messages.invitedUsers', updates, missing_invitees: [] };
    expect(codec.encodeResult('messages.createChat', invited, 144).length).toBe(4);
  });

  test('what a layer does not know yet has a stand-in there', () => {
    const topic = { _: 'messageActionTopicCreate', title: 'Topic', icon_color: 1 };
    expect(codec.decode(codec.encode(topic, 198))).toEqual(topic);
    expect(codec.decode(codec.encode(topic, 144))).toEqual({ _: 'messageActionEmpty' });
  });

  test('a layer in between is served as the nearest', () => {
    expect([100, 170, 180, 198, 212, 213, 300].map((layer) => codec.nearestLayer(layer))).toEqual([
      144, 144, 198, 198, 198, 227, 227,
    ]);
  });
});
