import {
  type DmSettings,
  FOLLOW_UP_AFTER_MS,
  type FollowUp,
  type Invite,
  NO_MESSAGES_TO_PEOPLE,
} from '../core/dm-settings.js';
import { CONVERSATION_STATES, type ConsentBasis, type ConversationState } from '../core/people.js';
import type { CustomerDocument } from './document.js';
import type { InviteDocument } from './invite-document.js';
import type { LoadContext } from './load-context.js';
import { OwnIds } from './own-ids.js';
import { checkVariables } from './own-variables.js';
import { durationFrom, formatDuration, parseDuration } from './parse/duration.js';
import type { PathPart } from './parsed-document.js';
import { readVariants, type TextSurroundings } from './texts.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SHORTEST_EXPIRY_MS = 60_000;

/** People who wrote first are answered, not invited. */
const INVITED: readonly ConsentBasis[] = ['opt_in_word', 'imported'];

type Said = NonNullable<InviteDocument['welcome']>;

/** Reads what is said to people who agreed. */
export async function readDmSettings(
  context: LoadContext,
  document: CustomerDocument | undefined,
): Promise<DmSettings> {
  const invites = document && (await readInvites(context, document));
  const expireAfterMs =
    context.values.read('DM_EXPIRE_AFTER', durationFrom(SHORTEST_EXPIRY_MS)) ??
    NO_MESSAGES_TO_PEOPLE.expireAfterMs;
  return { ...NO_MESSAGES_TO_PEOPLE, ...invites, expireAfterMs };
}

/** The schema's library is large: it is loaded only when there is something to check. */
async function readInvites(
  { problems, warnings, places }: LoadContext,
  document: CustomerDocument,
): Promise<Partial<DmSettings>> {
  const { readInviteDocument } = await import('./invite-document.js');
  const read = readInviteDocument(document, problems, warnings);
  if (!read) return {};
  const { outline, content } = read;
  checkVariables(content.variables, outline, problems);
  const reader = new InviteReader({ outline, problems, variables: content.variables });
  const welcome = content.welcome && reader.welcome(content.welcome);
  const invites = content.invites.map((written, index) =>
    reader.invite(written, index, welcome !== undefined),
  );
  if (welcome) places.set('welcome', outline.place(['welcome']));
  invites.forEach(({ id }, index) => {
    places.set(`invite ${id}`, outline.place(['invites', index]));
  });
  for (const state of CONVERSATION_STATES) {
    places.set(`follow-ups ${state}`, outline.place(['followUps', state]));
  }
  const followUps = {
    'first-contact': reader.followUps(content, 'first-contact'),
    manual: reader.followUps(content, 'manual'),
    active: reader.followUps(content, 'active'),
  };
  return { ...(welcome ? { welcome } : {}), invites, followUps, variables: content.variables };
}

class InviteReader {
  /** What was said to a person is remembered by these: the welcome's is one of them. */
  readonly #ids: OwnIds;
  readonly #followUpIds: OwnIds;

  constructor(readonly around: TextSurroundings) {
    this.#ids = new OwnIds(around.outline, around.problems);
    this.#followUpIds = new OwnIds(around.outline, around.problems);
  }

  welcome(written: Said): DmSettings['welcome'] {
    const path = ['welcome'];
    const id = this.#ids.take(written.id, 'welcome', path);
    return { id, variants: this.#variants(written, path), bases: written.to ?? INVITED };
  }

  /** The first comes at once, or an hour after the welcome; each further one a day later. */
  invite(written: InviteDocument['invites'][number], index: number, welcomed: boolean): Invite {
    const path = ['invites', index];
    const byDefault = index * DAY_MS + (welcomed ? HOUR_MS : 0);
    return {
      id: this.#ids.take(written.id, `invite-${index + 1}`, path),
      variants: this.#variants(written, path),
      bases: written.to ?? INVITED,
      afterMs: this.#duration(written.after, path) ?? byDefault,
    };
  }

  followUps({ followUps }: InviteDocument, state: ConversationState): readonly FollowUp[] {
    return (followUps?.[state] ?? []).map((written, index) => {
      const path = ['followUps', state, index];
      const least = FOLLOW_UP_AFTER_MS[state][index] ?? 0;
      const afterMs = this.#duration(written.after, path) ?? least;
      if (afterMs < least) {
        const [own, allowed] = [formatDuration(afterMs), formatDuration(least)];
        this.around.outline.problem(this.around.problems, [...path, 'after'], {
          problem: `is ${own} after the account's last word, sooner than ${allowed}`,
          remedy: `Write ${allowed} or longer, or leave it out: an account that followed up sooner was blocked by Telegram (S3)`,
        });
      }
      return {
        id: this.#followUpIds.take(written.id, `${state}-${index + 1}`, path),
        variants: this.#variants(written, path),
        afterMs,
      };
    });
  }

  #variants(written: Pick<Said, 'text' | 'variants'>, path: readonly PathPart[]) {
    const lists = [
      ['text', written.text],
      ['variants', written.variants],
    ] as const;
    return readVariants(lists, path, 'private', this.around);
  }

  #duration(written: string | undefined, path: readonly PathPart[]): number | undefined {
    if (written === undefined) return undefined;
    const parsed = parseDuration(written);
    if (parsed.ok) return parsed.value;
    const { outline, problems } = this.around;
    const problem = `\`${written}\` ${parsed.problem}`;
    outline.problem(problems, [...path, 'after'], { problem, remedy: parsed.remedy });
    return undefined;
  }
}
