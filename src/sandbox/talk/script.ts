/** What one person does next; `afterMs` counts from the end of the step before, and varies by half. */
export type Step =
  /** Writes to the account in private. */
  | { readonly do: 'write'; readonly text: string; readonly afterMs: number }
  /** Names the account in a group, by username. */
  | {
      readonly do: 'mention';
      readonly chat: string;
      readonly text: string;
      readonly afterMs: number;
    }
  /** Replies to the account's newest message in a group; waits for the first when there is none. */
  | { readonly do: 'reply'; readonly chat: string; readonly text: string; readonly afterMs: number }
  /**
   * Waits for the account's next word since the last step: in private, or with `chat` for a reply there.
   * Who hears nothing for so long goes on, or with `orLeave` says nothing more.
   */
  | {
      readonly do: 'listen';
      readonly chat?: string;
      readonly atMostMs: number;
      readonly orLeave?: boolean;
    };

/** What a person does, one step after the other. */
export interface Role {
  /** A username. */
  readonly person: string;
  readonly steps: readonly Step[];
}

/** Who converses with an account, and how. Plain JSON. */
export interface ConversationScript {
  /** The account's username. */
  readonly account: string;
  readonly roles: readonly Role[];
}

export const STEP_KINDS = ['write', 'mention', 'reply', 'listen'] as const satisfies Step['do'][];
