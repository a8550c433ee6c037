import type { DraftReport } from '../../control/contract/comments.js';
import { MAX_TEXT_LENGTH } from '../../core/content.js';
import { describeLocal, localClock } from '../../lib/local-time.js';
import { visible } from '../visible.js';

/** Of a post only its beginning is shown. */
const SHOWN_OF_A_POST = 300;

/** What waits for approval, a few lines each. */
export function draftLines(drafts: readonly DraftReport[], timeZone: string): string[] {
  const [first] = drafts;
  if (!first) return ['Nothing waits for your approval.'];
  return [
    ...drafts.flatMap((draft) => oneDraft(draft, timeZone)),
    `postaci approve ${first.id} lets it go, with --text or --edit in other words; postaci reject ${first.id} drops it.`,
  ];
}

function oneDraft({ id, channel, link, post, text, expiresAt }: DraftReport, timeZone: string) {
  const name = channel.title === '' ? String(channel.id) : visible(channel.title);
  const until =
    expiresAt === null ? '' : `  until ${describeLocal(localClock(timeZone), expiresAt)}`;
  return [
    `${id}  ${name}  ${visible(link, 200)}${until}`,
    ...titled('post', post ?? 'cannot be read now', SHOWN_OF_A_POST),
    ...titled('text', text, MAX_TEXT_LENGTH),
    '',
  ];
}

/** Lines stay lines; whatever else is not seen is shown. */
function titled(title: string, text: string, most: number): string[] {
  const cut = [...text].length > most ? `${[...text].slice(0, most).join('')}…` : text;
  return cut.split(/\r?\n/).map((line, index) => {
    const before = index === 0 ? `${title}:`.padEnd(6) : ' '.repeat(6);
    return `    ${before}${visible(line, most + 1)}`.trimEnd();
  });
}
