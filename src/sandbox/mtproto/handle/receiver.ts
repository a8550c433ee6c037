import type { TlObject } from '../../rpc.js';
import { type OpenedMessage, openMessage } from '../crypto/envelope.js';
import type { AuthKey } from '../session/auth-key.js';
import { Session, type SessionLine } from '../session/session.js';
import { CallRunner } from './call-runner.js';
import type { CallLine } from './call-source.js';
import { type IncomingMessage, messagesIn } from './incoming-messages.js';
import type { ServerParts } from './server-parts.js';
import { handleServiceMessage, isServiceMessage, type ServiceLine } from './service-messages.js';

/** All that a packet's handling needs of its connection. */
export type ReceivingLine = SessionLine & CallLine & ServiceLine;

/** Error codes of `bad_msg_notification` and `bad_server_salt` beside those of message ids. */
const repeatedContainer = 19;
const invalidContainer = 64;
const badSalt = 48;

/**
 * What happens to an encrypted packet: it is opened, its salt and ids are checked, its container
 * is taken apart, and each message goes to the protocol's own handlers or to the call runner.
 */
export class Receiver {
  readonly #parts: ServerParts;
  readonly #runner: CallRunner;

  constructor(parts: ServerParts) {
    this.#parts = parts;
    this.#runner = new CallRunner(parts);
  }

  /** @returns the session, or undefined when the packet was not made with this key. */
  receive(packet: Buffer, key: AuthKey, line: ReceivingLine): Session | undefined {
    const opened = openMessage(packet, key.key);
    if (!opened) return undefined;
    const session = key.session(opened.sessionId) ?? this.#newSession(key, opened.sessionId);
    session.attach(line);
    const idFault = this.#parts.messageIds.faultOf(opened.messageId);
    if (idFault !== undefined) {
      this.#complain(session, opened, idFault);
    } else if (!this.#isSaltValid(key, opened.salt)) {
      this.#complain(session, opened, badSalt);
    } else {
      this.#accept(opened, key, session, line);
    }
    return session;
  }

  #newSession(key: AuthKey, id: bigint): Session {
    const session = new Session(id, key, this.#parts.messageIds, (messageIds) =>
      this.#parts.codec.encode({ _: 'msgs_ack', msg_ids: messageIds }),
    );
    key.add(session);
    return session;
  }

  #isSaltValid(key: AuthKey, salt: bigint): boolean {
    return salt === key.firstSalt || this.#parts.salts.isValid(key.id, salt);
  }

  #accept(opened: OpenedMessage, key: AuthKey, session: Session, line: ReceivingLine): void {
    let contents: ReturnType<typeof messagesIn>;
    try {
      contents = messagesIn(opened);
    } catch {
      this.#complain(session, opened, invalidContainer);
      return;
    }
    const { isContainer, messages } = contents;
    if (isContainer) {
      const fault = session.received.has(opened.messageId)
        ? repeatedContainer
        : session.received.add(opened.messageId, opened.sequenceNumber);
      if (fault !== undefined) {
        this.#complain(session, opened, fault);
        return;
      }
    }
    this.#announce(session, [opened, ...messages]);
    for (const message of messages) {
      this.#dispatch(message, isContainer, key, session, line);
    }
  }

  /** Tells the client, once, that the server has a new session for it. */
  #announce(session: Session, messages: readonly IncomingMessage[]): void {
    if (session.announced) return;
    session.announced = true;
    const ids = messages.map((message) => message.messageId);
    const created = {
      _: 'new_session_created',
      first_msg_id: ids.toSorted((a, b) => Number(a - b))[0] ?? 0n,
      unique_id: session.uniqueId,
      server_salt: this.#parts.salts.current(session.key.id),
    };
    session.send(this.#parts.codec.encode(created), { content: true, kind: 'push' });
  }

  #dispatch(
    message: IncomingMessage,
    isContainer: boolean,
    key: AuthKey,
    session: Session,
    line: ReceivingLine,
  ): void {
    const repeated = session.received.has(message.messageId);
    const fault = repeated ? undefined : this.#faultOf(message, isContainer, session);
    if (fault !== undefined) {
      this.#complain(session, message, fault);
      return;
    }
    const source = { key, session, line, message };
    let object: TlObject;
    try {
      object = this.#parts.codec.decode(message.body);
    } catch (error) {
      this.#runner.refuse(source, error);
      return;
    }
    if (!isServiceMessage(object)) this.#runner.run(source, object);
    else if (!repeated) handleServiceMessage({ parts: this.#parts, source, line }, object);
  }

  #faultOf(message: IncomingMessage, isContainer: boolean, session: Session): number | undefined {
    // The outermost message's id was checked with its packet.
    const idFault = isContainer ? this.#parts.messageIds.faultOf(message.messageId) : undefined;
    return idFault ?? session.received.add(message.messageId, message.sequenceNumber);
  }

  #complain(session: Session, message: IncomingMessage, code: number): void {
    const complaint = {
      _: code === badSalt ? 'bad_server_salt' : 'bad_msg_notification',
      bad_msg_id: message.messageId,
      bad_msg_seqno: message.sequenceNumber,
      error_code: code,
      new_server_salt: this.#parts.salts.current(session.key.id),
    };
    session.send(this.#parts.codec.encode(complaint), { content: false, kind: 'answer' });
  }
}
