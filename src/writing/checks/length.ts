import { MAX_TEXT_LENGTH } from '../../core/content.js';
import { withDisclosure } from '../disclosure.js';
import { type Check, MAX_CHECKED } from './check.js';

/** As long as the rules say, as people count; and with the disclosure below it what Telegram takes. */
export const length: Check = {
  name: 'length',
  find({ text, graphemes, cut }, { rules }) {
    const { minLength, maxLength, disclosure } = rules;
    const advice = `did not have ${minLength} to ${maxLength} characters`;
    if (cut) return { saw: `above ${MAX_CHECKED} characters`, advice };
    const has = graphemes.length;
    if (has < minLength || has > maxLength) {
      return { saw: `${has} characters, ${minLength} to ${maxLength} are allowed`, advice };
    }
    const units = withDisclosure(text, disclosure).length;
    if (units <= MAX_TEXT_LENGTH) return undefined;
    return {
      saw: `${units} UTF-16 units with its disclosure, Telegram takes ${MAX_TEXT_LENGTH}`,
      advice,
    };
  },
};
