import { RpcError, type TlObject } from '../rpc.js';
import { membership } from '../world/access.js';
import type { Box, LogEntry } from '../world/box.js';
import type { Chat } from '../world/chat.js';
import { bareId, isChannelPeer } from '../world/peer-id.js';
import type { Person } from '../world/person.js';
import type { World } from '../world/world.js';
import { tlDialog } from './dialog.js';
import { numberField, objectField, optionalNumber } from './fields.js';
import type { Methods, Services } from './method.js';
import { messagesOf } from './page.js';
import { Cast } from './render/cast.js';
import { tlMessage } from './render/message.js';
import { tlUpdate } from './render/update.js';
import { inputChannel } from './resolve.js';
import { tlState } from './state.js';

/** updates.*: what was missed. @see https://core.telegram.org/api/updates */
export function registerUpdates(methods: Methods, { world }: Services): void {
  methods.on('updates.getState', (_call, { person }) => tlState(world, person));

  methods.on('updates.getDifference', (call, { person }) => {
    const box = world.state.box(person.id);
    const pts = numberField(call, 'pts');
    if (pts < 0 || pts > box.pts) throw new RpcError(400, 'PERSISTENT_TIMESTAMP_INVALID');
    const missed = box.after(pts);
    const most = optionalNumber(call, 'pts_total_limit') ?? world.rules.differenceTooLong;
    if (missed.length > Math.min(most, world.rules.differenceTooLong)) {
      return { _: 'updates.differenceTooLong', pts: box.pts };
    }
    const date = numberField(call, 'date');
    const channels = channelNews(world, person, date);
    if (missed.length === 0 && channels.length === 0) {
      const now = Math.floor(world.now() / 1_000);
      return { _: 'updates.differenceEmpty', date: now, seq: world.seq(person.id) };
    }
    const slice = Math.min(world.rules.differenceSlice, optionalNumber(call, 'pts_limit') ?? 5_000);
    const part = missed.slice(0, Math.max(1, slice));
    const cast = new Cast(world, person.id);
    const content = split(world, person, box, part, cast);
    const whole = part.length === missed.length;
    if (whole) for (const { peer } of channels) cast.add(peer);
    const other = whole ? channels.map(({ peer }) => channelTooLong(world, peer)) : [];
    const common = {
      new_messages: content.messages,
      new_encrypted_messages: [],
      other_updates: [...content.others, ...other],
      chats: cast.chats,
      users: cast.users,
    };
    return whole
      ? { _: 'updates.difference', ...common, state: tlState(world, person) }
      : {
          _: 'updates.differenceSlice',
          ...common,
          // The date stays: the channels since then are named by the last slice.
          intermediate_state: { ...tlState(world, person, part.at(-1)?.pts), date },
        };
  });

  methods.on('updates.getChannelDifference', (call, { person }) => {
    const chat = inputChannel(world, person, objectField(call, 'channel'));
    return channelDifference(world, person, chat, call);
  });
}

/** The account's channels in which something happened since. */
function channelNews({ state }: World, person: Person, date: number): readonly Chat[] {
  return [...state.chats.values()].filter(
    ({ peer }) =>
      isChannelPeer(peer) &&
      membership(state, peer, person.id) &&
      state.box(peer).lastChangeAtMs >= date * 1_000,
  );
}

function channelTooLong({ state }: World, peer: number): TlObject {
  const { pts } = state.box(peer);
  return { _: 'updateChannelTooLong', channel_id: BigInt(bareId(peer)), pts };
}

/** New messages and all else, as differences keep them apart. */
function split(
  world: World,
  person: Person,
  box: Box,
  entries: readonly LogEntry[],
  cast: Cast,
): { readonly messages: TlObject[]; readonly others: TlObject[] } {
  const messages: TlObject[] = [];
  const others: TlObject[] = [];
  for (const entry of entries) {
    const update = tlUpdate(world, person.id, box, entry, cast);
    if (entry.kind === 'new') others.push(...ownId(world, person, box, entry.id));
    if (entry.kind !== 'new') {
      if (update) others.push(update);
    } else if (update?.message) {
      messages.push(objectField(update, 'message'));
    }
  }
  return { messages, others };
}

/** Under which random_id the person sent a message: how a client whose answer was lost recognizes it. */
function ownId({ state }: World, person: Person, box: Box, id: number): TlObject[] {
  const message = state.message(box.numberOf(id));
  if (message?.randomId === undefined || message.authorId !== person.id) return [];
  return [{ _: 'updateMessageID', id, random_id: BigInt(message.randomId) }];
}

function channelDifference(world: World, person: Person, chat: Chat, call: TlObject): TlObject {
  const { peer } = chat;
  const box = world.state.box(peer);
  const pts = numberField(call, 'pts');
  if (pts < 1 || pts > box.pts) throw new RpcError(400, 'PERSISTENT_TIMESTAMP_INVALID');
  const missed = box.after(pts);
  const timeout = 30;
  if (missed.length === 0) {
    return { _: 'updates.channelDifferenceEmpty', final: true, pts: box.pts, timeout };
  }
  const limit = Math.max(
    1,
    Math.min(numberField(call, 'limit'), world.rules.channelDifferenceSlice),
  );
  const cast = new Cast(world, person.id).add(peer);
  if (missed.length > world.rules.channelDifferenceTooLong) {
    const messages = messagesOf(world, person, peer)
      .slice(-limit)
      .reverse()
      .map(({ id, message }) => tlMessage(world, person.id, message, id, cast));
    return {
      _: 'updates.channelDifferenceTooLong',
      final: true,
      timeout,
      dialog: tlDialog(world, person, peer),
      messages,
      chats: cast.chats,
      users: cast.users,
    };
  }
  const part = missed.slice(0, limit);
  const { messages, others } = split(world, person, box, part, cast);
  return {
    _: 'updates.channelDifference',
    ...(part.length === missed.length ? { final: true } : {}),
    pts: part.at(-1)?.pts ?? box.pts,
    timeout,
    new_messages: messages,
    other_updates: others,
    chats: cast.chats,
    users: cast.users,
  };
}
