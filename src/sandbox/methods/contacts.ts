import type { PeerId } from '../../core/peer.js';
import { RpcError } from '../rpc.js';
import type { Person } from '../world/person.js';
import { objectField, objectsField, textField } from './fields.js';
import type { Methods, Services } from './method.js';
import { Cast } from './render/cast.js';
import { tlPeer } from './render/chat.js';
import { tlUpdates } from './render/update.js';
import { inputUser } from './resolve.js';

/** contacts.*: finding people and chats, keeping and blocking people. */
export function registerContacts(methods: Methods, services: Services): void {
  const { world } = services;

  methods.on('contacts.resolveUsername', (call, { person }) => {
    const username = textField(call, 'username').replace(/^@/, '');
    if (!/^[A-Za-z]\w{3,31}$/.test(username)) throw new RpcError(400, 'USERNAME_INVALID');
    return resolved(services, person, world.state.byUsername(username), 'USERNAME_NOT_OCCUPIED');
  });

  methods.on('contacts.resolvePhone', (call, { person }) => {
    const found = services.logins.byPhone(textField(call, 'phone').replace(/\D/g, ''));
    const known = found && (person.contacts.includes(found.id) || found.id === person.id);
    return resolved(services, person, known ? found.id : undefined, 'PHONE_NOT_OCCUPIED');
  });

  methods.on('contacts.search', (call, { person }) => {
    const wanted = textField(call, 'q').replace(/^@/, '').toLowerCase();
    if (wanted.length < 3) throw new RpcError(400, 'SEARCH_QUERY_EMPTY');
    const hit = ({ username }: { readonly username?: string }) =>
      username?.toLowerCase().startsWith(wanted) ?? false;
    const peers: PeerId[] = [
      ...[...world.state.persons.values()].filter(hit).map(({ id }) => id),
      ...[...world.state.chats.values()].filter(hit).map(({ peer }) => peer),
    ];
    const { users, chats } = new Cast(world, person.id).add(...peers);
    return { _: 'contacts.found', my_results: [], results: peers.map(tlPeer), chats, users };
  });

  methods.on('contacts.getContacts', (_call, { person }) => {
    const contacts = person.contacts.map((id) => ({
      _: 'contact',
      user_id: BigInt(id),
      mutual: world.state.persons.get(id)?.contacts.includes(person.id) ?? false,
    }));
    const { users } = new Cast(world, person.id).add(...person.contacts);
    return { _: 'contacts.contacts', contacts, saved_count: 0, users };
  });

  methods.on('contacts.getBlocked', (_call, { person }) => {
    const date = Math.floor(world.now() / 1_000);
    const blocked = person.blocked.map((id) => ({ _: 'peerBlocked', peer_id: tlPeer(id), date }));
    const { users } = new Cast(world, person.id).add(...person.blocked);
    return { _: 'contacts.blocked', blocked, chats: [], users };
  });

  registerChanges(methods, services);
}

function registerChanges(methods: Methods, { world }: Services): void {
  const change = (person: Person): void => world.commit({ is: 'person', person });

  methods.on('contacts.addContact', (call, { person }) => {
    const user = inputUser(world, person, objectField(call, 'id'));
    change({ ...person, contacts: [...new Set([...person.contacts, user.id])] });
    return tlUpdates(world, [], new Cast(world, person.id).add(user.id));
  });

  methods.on('contacts.deleteContacts', (call, { person }) => {
    const gone = objectsField(call, 'id').map((input) => inputUser(world, person, input).id);
    change({ ...person, contacts: person.contacts.filter((id) => !gone.includes(id)) });
    return tlUpdates(world, [], new Cast(world, person.id).add(...gone));
  });

  methods.on('contacts.block', (call, { person }) => {
    const user = inputUser(world, person, objectField(call, 'id'));
    change({ ...person, blocked: [...new Set([...person.blocked, user.id])] });
    return true;
  });

  methods.on('contacts.unblock', (call, { person }) => {
    const user = inputUser(world, person, objectField(call, 'id'));
    change({ ...person, blocked: person.blocked.filter((id) => id !== user.id) });
    return true;
  });
}

function resolved(
  { world }: Services,
  viewer: Person,
  peer: PeerId | undefined,
  otherwise: string,
) {
  if (peer === undefined) throw new RpcError(400, otherwise);
  const { users, chats } = new Cast(world, viewer.id).add(peer);
  return { _: 'contacts.resolvedPeer', peer: tlPeer(peer), chats, users };
}
