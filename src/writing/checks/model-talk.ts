import { fold } from '../../lib/fold.js';
import { type Check, excerpt } from './check.js';
import { MODEL_TALK } from './model-talk-phrases.js';

/** No refusals, no excuses, nothing that a model says of itself or of its task: in Turkish, Russian, English. */
export const modelTalk: Check = {
  name: 'model-talk',
  find({ plain }) {
    const folded = fold(plain, { loose: true }).replace(/[’‘`´]/g, "'");
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
