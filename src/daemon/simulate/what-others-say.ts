import type { Config } from '../../core/config.js';
import type { PeerId } from '../../core/peer.js';
import type { Recording } from '../../core/recording.js';
import { drawGap, type Random, seededRandom } from '../../lib/seeded-random.js';
import type { AccountWorld } from './account-world.js';
import { heardHours, type Span, trafficOf, type Utterance } from './traffic.js';

/** Where nothing was ever heard, somebody is taken to write so often. */
export const ASSUMED_GAP_MS = 10 * 60_000;

/**
 * What others say, as far as anything depends on it: in groups where the schedule follows the talk, or a message
 * goes only after others'; in private everything, where somebody answers. In groups that were never found, and in all
 * before the account has listened for a whole hour, somebody is taken to write every ten minutes.
 * @returns in order of time
 */
export function whatOthersSay(
  { message, services }: Pick<Config, 'message' | 'services'>,
  recording: Recording | undefined,
  { peers, unknown }: Pick<AccountWorld, 'peers' | 'unknown'>,
  span: Span,
  seed: number,
): readonly Utterance[] {
  const random = seededRandom(seed + 2);
  const asking = message.targets
    .filter(({ schedule }) => message.onlyAfterOthers || schedule.kind === 'traffic')
    .map(({ written }) => written);
  const asked = new Set(asking.map((written) => peers.get(written)));
  const privately = services.includes('dm') || services.includes('reply');
  const concerns = (peer: PeerId) => (peer > 0 ? privately : asked.has(peer));
  const recorded = recording ? trafficOf(recording, span, concerns, random) : [];
  const listened = recording === undefined ? 0 : lengthOf(heardHours(recording));
  const strange = new Set(
    asking
      .filter((written) => listened <= 0 || unknown.includes(written))
      .map((written) => peers.get(written)),
  );
  const assumed = [...strange].flatMap((peer) =>
    peer === undefined ? [] : assumedTalk(peer, span, random),
  );
  return [...recorded, ...assumed].sort((a, b) => a.at - b.at || a.peer - b.peer);
}

function lengthOf({ from, to }: Span): number {
  return to - from;
}

function assumedTalk(peer: PeerId, { from, to }: Span, random: Random): readonly Utterance[] {
  const said: Utterance[] = [];
  for (let at = from + drawGap(random, ASSUMED_GAP_MS); at < to; ) {
    said.push({ peer, at });
    at += drawGap(random, ASSUMED_GAP_MS);
  }
  return said;
}
