import { defaultRules, type Rules } from '../world/rules.js';
import { BadRequest } from './bad-request.js';
import { objectBody } from './fields.js';

const isRule = (name: string): name is keyof Rules => Object.hasOwn(defaultRules, name);

/**
 * Figures of the world that are to change: any of the rules.
 * @throws BadRequest naming the field.
 */
export function parseRules(body: unknown): Partial<Rules> {
  const entries = Object.entries(objectBody(body, '{"differenceSlice": 5, …}'));
  for (const [name, value] of entries) {
    if (!isRule(name)) {
      throw new BadRequest(
        `there is no rule "${name}", only ${Object.keys(defaultRules).join(', ')}`,
      );
    }
    const fits =
      name === 'duplicates'
        ? value === 'original' || value === 'error' || value === 'mix'
        : typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    if (!fits) {
      throw new BadRequest(
        name === 'duplicates'
          ? '"duplicates" must be original, error or mix'
          : `"${name}" must be a whole number, not below 0`,
      );
    }
  }
  return Object.fromEntries(entries);
}
