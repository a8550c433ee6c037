import type { CallContext, TlObject, TlValue, Wire } from '../rpc.js';
import type { Person } from '../world/person.js';
import type { Cause, World } from '../world/world.js';
import type { Logins } from './logins.js';
import type { Uploads } from './uploads.js';

/** What the methods share. */
export interface Services {
  readonly world: World;
  readonly wire: Wire;
  readonly logins: Logins;
  readonly uploads: Uploads;
  readonly dcId: number;
  /** Where clients find this server again. */
  readonly address: () => { readonly host: string; readonly port: number };
}

/** A call by somebody who is logged in. */
export interface Caller {
  readonly person: Person;
  readonly context: CallContext;
  readonly cause: Cause;
}

/** Answers a method. A refusal is thrown as RpcError. */
export type Handler = (call: TlObject, caller: Caller) => TlValue | Promise<TlValue>;
export type OpenHandler = (call: TlObject, context: CallContext) => TlValue | Promise<TlValue>;

/** The methods by their TL names. Each namespace's file adds its own. */
export class Methods {
  readonly handlers = new Map<string, Handler>();
  readonly openHandlers = new Map<string, OpenHandler>();

  /** A method for logged-in callers. */
  on(name: string, handler: Handler): void {
    this.handlers.set(name, handler);
  }

  /** A method that needs no login. */
  onAnybody(name: string, handler: OpenHandler): void {
    this.openHandlers.set(name, handler);
  }
}
