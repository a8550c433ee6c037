import type { PeerId } from '../../core/peer.js';
import type { Chat, Member, Topic } from './chat.js';
import type { StoredFile } from './files.js';
import type { Message, Said } from './message.js';
import type { Person } from './person.js';

/**
 * All that can happen in the world. The state follows from the scenario and the facts in their order,
 * so a journal of facts is all that a restart needs.
 */
export type Fact =
  | { readonly is: 'said'; readonly message: Message }
  | {
      readonly is: 'edited';
      readonly number: number;
      readonly said: Said;
      readonly atMs: number;
    }
  /** Removed for everybody, or from one person's box. */
  | {
      readonly is: 'erased';
      readonly numbers: readonly number[];
      readonly onlyFor?: number;
      readonly atMs: number;
    }
  /** Somebody reacts with an emoji; without one the reaction is taken back. */
  | {
      readonly is: 'reacted';
      readonly number: number;
      readonly userId: number;
      readonly emoji?: string;
    }
  | {
      readonly is: 'read';
      readonly userId: number;
      readonly peer: PeerId;
      readonly maxId: number;
      readonly atMs: number;
    }
  | { readonly is: 'member'; readonly peer: PeerId; readonly member: Member }
  | { readonly is: 'left'; readonly peer: PeerId; readonly userId: number }
  | { readonly is: 'topic'; readonly peer: PeerId; readonly topic: Topic }
  | { readonly is: 'person'; readonly person: Person }
  | { readonly is: 'chat'; readonly chat: Chat }
  | { readonly is: 'file'; readonly file: StoredFile };
