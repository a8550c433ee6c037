import type { PeerId } from '../../core/peer.js';
import type { TlObject } from '../rpc.js';
import type { Person } from '../world/person.js';
import type { World } from '../world/world.js';
import { type DialogLine, dialogLines, tlDialog, tlTopMessage } from './dialog.js';
import { numberField, objectField, objectsField, optionalNumber } from './fields.js';
import type { Methods, Services } from './method.js';
import { Cast } from './render/cast.js';
import { inputPeer, peerOfCall } from './resolve.js';
import { tlState } from './state.js';

const MOST_DIALOGS = 100;

/** The list of chats. Offsets are honoured: some clients page until nothing comes. */
export function registerDialogs(methods: Methods, { world }: Services): void {
  methods.on('messages.getDialogs', (call, { person }) => {
    const archive = optionalNumber(call, 'folder_id') === 1;
    const lines = archive ? [] : dialogLines(world, person);
    const rest = after(call, lines);
    const limit = Math.min(numberField(call, 'limit') || MOST_DIALOGS, MOST_DIALOGS);
    const part = rest.slice(0, limit);
    const content = contentOf(
      world,
      person,
      part.map(({ peer }) => peer),
    );
    return part.length === lines.length
      ? { _: 'messages.dialogs', ...content }
      : { _: 'messages.dialogsSlice', count: lines.length, ...content };
  });

  methods.on('messages.getPeerDialogs', (call, { person }) => {
    const peers = objectsField(call, 'peers').flatMap((input) =>
      input._ === 'inputDialogPeer' ? inputPeer(world, person, objectField(input, 'peer')) : [],
    );
    const content = contentOf(world, person, peers);
    return { _: 'messages.peerDialogs', ...content, state: tlState(world, person) };
  });

  methods.on('messages.getPinnedDialogs', (_call, { person }) => ({
    _: 'messages.peerDialogs',
    ...contentOf(world, person, []),
    state: tlState(world, person),
  }));

  methods.on('messages.getDialogFilters', () => ({ _: 'messages.dialogFilters', filters: [] }));
}

function contentOf(world: World, person: Person, peers: readonly PeerId[]) {
  const cast = new Cast(world, person.id);
  const dialogs = peers.map((peer) => tlDialog(world, person, peer));
  const messages = peers.flatMap((peer) => tlTopMessage(world, person, peer, cast));
  return { dialogs, messages, chats: cast.chats, users: cast.users };
}

/** The lines after the one that the offsets name. */
function after(call: TlObject, lines: readonly DialogLine[]): readonly DialogLine[] {
  const date = numberField(call, 'offset_date');
  const id = numberField(call, 'offset_id');
  const peer = peerOfCall({ _: '', peer: objectField(call, 'offset_peer') });
  if (date === 0 && id === 0) return lines;
  const at = lines.findIndex((line) => line.peer === peer);
  if (at >= 0) return lines.slice(at + 1);
  return lines.filter(({ atMs }) => Math.floor(atMs / 1_000) < date);
}
