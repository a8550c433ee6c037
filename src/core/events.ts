import type { AlertSeverity } from './alerts.js';
import type { RuleName } from './guard.js';
import type { IntentState, ServiceName } from './intent.js';
import type { ConnectionState } from './messenger.js';
import type { AccountHealth } from './outcome.js';
import type { PeerId } from './peer.js';

/** What happens, live: for the demo, the terminal and the control stream. May be lost; never the truth. */
export type LiveEvent =
  | {
      readonly type: 'intent';
      readonly at: number;
      readonly id: number;
      readonly service: ServiceName;
      readonly peer: PeerId;
      readonly state: IntentState;
      /** For `queued`: the rule that holds it, and until when (absent while held for an event). */
      readonly rule?: RuleName;
      readonly until?: number;
      readonly reason?: string;
      /** Of an attempt that did not bring it there: Telegram's own error text, or ours. */
      readonly code?: string;
      /** How long the attempt behind it waited for its answer, in milliseconds; absent: none was made. */
      readonly answeredInMs?: number;
      /** For `sent`: how long after the time that it was proposed for, in milliseconds. */
      readonly lateMs?: number;
      readonly text?: string;
    }
  | {
      readonly type: 'heard';
      readonly at: number;
      readonly peer: PeerId;
      readonly own: boolean;
      readonly text: string;
    }
  /** The operator spoke by hand, on another device. */
  | {
      readonly type: 'takeover';
      readonly at: number;
      readonly peer: PeerId;
      readonly messageId: number;
    }
  /** The operator gave a chat back before its silence ended. */
  | { readonly type: 'takeover-lifted'; readonly at: number; readonly peer: PeerId }
  /** Somebody agreed to be written to, or does not want it any more. */
  | {
      readonly type: 'consent';
      readonly at: number;
      readonly person: PeerId;
      readonly change: 'granted' | 'refused' | 'forgotten';
      /** The basis with its source, or the word that was said. */
      readonly how: string;
    }
  /** Something was missed and is made up for, or has been. */
  | {
      readonly type: 'catching-up';
      readonly at: number;
      /** Absent: the account's people and basic groups. */
      readonly channel?: PeerId;
      readonly reason: string;
      readonly state: 'started' | 'done';
    }
  /** The files of the configuration were read again. */
  | {
      readonly type: 'configuration';
      readonly at: number;
      /** `kept`: something is wrong with the files, and what was in force still is. */
      readonly outcome: 'applied' | 'kept';
      /** Secrets masked. */
      readonly changes: readonly {
        readonly name: string;
        readonly from: string;
        readonly to: string;
        readonly needsRestart: boolean;
      }[];
      readonly problem?: string;
    }
  /** The operator was told something that could not wait to be asked. */
  | {
      readonly type: 'alert';
      readonly at: number;
      readonly code: string;
      readonly severity: AlertSeverity;
      readonly text: string;
    }
  | { readonly type: 'connection'; readonly at: number; readonly state: ConnectionState }
  | {
      readonly type: 'health';
      readonly at: number;
      readonly health: AccountHealth;
      readonly reason: string;
    }
  | {
      readonly type: 'service';
      readonly at: number;
      readonly service: ServiceName;
      readonly state: 'started' | 'stopped' | 'failed';
      readonly reason?: string;
    };

export interface EventBus {
  publish(event: LiveEvent): void;
  /** Returns the way to stop. */
  subscribe(handler: (event: LiveEvent) => void): () => void;
}
