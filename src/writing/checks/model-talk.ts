import { fold } from '../../lib/fold.js';
import { type Check, excerpt } from './check.js';
import { MODEL_TALK } from './model-talk-phrases.js';

/** Enough to see that a model speaks of itself, for texts that go on and on. */
const LOOKED_AT = 4_096;

/** No refusals, no excuses, nothing that a model says of itself or of its task: in Turkish, Russian, English. */
export const modelTalk: Check = {
  name: 'model-talk',
  find({ plain }) {
    const folded = fold(plain.slice(0, LOOKED_AT), { loose: true }).replace(/[’‘`´]/g, "'");
    for (const pattern of MODEL_TALK) {
      const [found] = pattern.exec(folded) ?? [];
      if (found === undefined) continue;
      return {
        saw: `${excerpt(found.trim())} is what a model says`,
        advice: 'spoke of yourself or of the task, or refused it',
      };
    }
    return undefined;
  },
};
