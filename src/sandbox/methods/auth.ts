import { randomBytes } from 'node:crypto';
import { type CallContext, RpcError, type TlObject } from '../rpc.js';
import { type Person, TELEGRAM_SERVICE_ID } from '../world/person.js';
import { isUnder } from '../world/sanctions.js';
import { say } from '../world/say.js';
import { bytesField, longField, numberField, objectField, textField } from './fields.js';
import { CODE_WAYS } from './logins.js';
import type { Methods, Services } from './method.js';
import { tlUser } from './render/person.js';

/** auth.*: logging in and out. @see https://core.telegram.org/api/auth */
export function registerAuth(methods: Methods, services: Services): void {
  const { world, logins } = services;

  methods.onAnybody('auth.sendCode', (call) => {
    const phone = phoneOf(call);
    if (numberField(call, 'api_id') <= 0 || textField(call, 'api_hash') === '') {
      throw new RpcError(400, 'API_ID_INVALID');
    }
    const owner = logins.byPhone(phone);
    if (owner && isUnder(world, owner, 'deactivated')) {
      throw new RpcError(400, 'PHONE_NUMBER_BANNED');
    }
    const hash = logins.sendCode(phone);
    announceCode(services, owner);
    return sentCode(hash, 0);
  });

  methods.onAnybody('auth.resendCode', (call) => {
    const hash = textField(call, 'phone_code_hash');
    return sentCode(hash, logins.resend(phoneOf(call), hash));
  });

  methods.onAnybody('auth.cancelCode', (call) => {
    logins.cancel(phoneOf(call), textField(call, 'phone_code_hash'));
    return true;
  });

  methods.onAnybody('auth.signIn', (call, context) => {
    const hash = textField(call, 'phone_code_hash');
    const code = typeof call.phone_code === 'string' ? call.phone_code : '';
    const person = logins.checkCode(phoneOf(call), hash, code);
    if (!person) return { _: 'auth.authorizationSignUpRequired' };
    return letIn(services, context, person);
  });

  methods.onAnybody('auth.signUp', () => {
    throw new RpcError(400, 'PHONE_NUMBER_INVALID');
  });

  methods.onAnybody('auth.checkPassword', (call, context) => {
    const person = logins.awaited(context.key.id);
    if (!person) throw new RpcError(401, 'AUTH_KEY_UNREGISTERED');
    const answer = objectField(call, 'password');
    if (answer._ !== 'inputCheckPasswordSRP') throw new RpcError(400, 'PASSWORD_HASH_INVALID');
    const srpId = longField(answer, 'srp_id');
    logins.checkPassword(person, srpId, bytesField(answer, 'A'), bytesField(answer, 'M1'));
    return logIn(services, context, person);
  });

  methods.onAnybody('auth.importBotAuthorization', (call, context) => {
    const token = textField(call, 'bot_auth_token');
    const bot = [...world.state.persons.values()].find(({ botToken }) => botToken === token);
    if (!bot) throw new RpcError(400, 'ACCESS_TOKEN_INVALID');
    return logIn(services, context, bot);
  });

  methods.on('auth.logOut', (_call, { context }) => {
    delete context.key.userId;
    return { _: 'auth.loggedOut' };
  });

  registerTransfer(methods, services);
}

/** Taking a login over to another key, as clients do for other data centres. */
function registerTransfer(methods: Methods, services: Services): void {
  const tickets = new Map<string, number>();

  methods.on('auth.exportAuthorization', (call, { person }) => {
    if (numberField(call, 'dc_id') !== services.dcId) throw new RpcError(400, 'DC_ID_INVALID');
    const bytes = randomBytes(32);
    tickets.set(bytes.toString('hex'), person.id);
    return { _: 'auth.exportedAuthorization', id: BigInt(person.id), bytes };
  });

  methods.onAnybody('auth.importAuthorization', (call, context) => {
    const ticket = bytesField(call, 'bytes').toString('hex');
    const person = services.world.state.persons.get(tickets.get(ticket) ?? 0);
    if (!person || BigInt(person.id) !== longField(call, 'id')) {
      throw new RpcError(400, 'AUTH_BYTES_INVALID');
    }
    tickets.delete(ticket);
    return logIn(services, context, person);
  });
}

function phoneOf(call: TlObject): string {
  const digits = textField(call, 'phone_number').replace(/[\s()+-]/g, '');
  if (!/^\d{7,15}$/.test(digits)) throw new RpcError(400, 'PHONE_NUMBER_INVALID');
  return digits;
}

function sentCode(hash: string, way: number): TlObject {
  const next = CODE_WAYS[way + 1];
  return {
    _: 'auth.sentCode',
    type: { _: `auth.sentCodeType${CODE_WAYS[way]}`, length: 5 },
    phone_code_hash: hash,
    ...(next ? { next_type: { _: `auth.codeType${next}` }, timeout: 60 } : {}),
  };
}

/** Telegram tells the account's other sessions of the code. */
function announceCode({ world }: Services, person: Person | undefined): void {
  const telegram = world.state.persons.get(TELEGRAM_SERVICE_ID);
  if (!person?.login || !telegram) return;
  const text = `Login code: ${person.login.code}. Do not give this code to anyone.`;
  say(world, { from: telegram, peer: person.id, said: { text, entities: [] } });
}

/**
 * Logs somebody in who has proved half of it: by a code, or by another device.
 * @throws RpcError when there is a password to be given first.
 */
export function letIn(services: Services, context: CallContext, person: Person): TlObject {
  const { logins } = services;
  if (!logins.verifier(person)) return logIn(services, context, person);
  logins.askPassword(context.key.id, person);
  throw new RpcError(401, 'SESSION_PASSWORD_NEEDED');
}

function logIn(services: Services, context: CallContext, person: Person): TlObject {
  services.logins.done(context.key.id);
  context.key.userId = person.id;
  return { _: 'auth.authorization', user: tlUser(services.world, person.id, person) };
}
