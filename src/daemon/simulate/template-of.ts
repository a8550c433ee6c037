import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../../core/config.js';
import type { PeerId } from '../../core/peer.js';
import type { MessageTemplate } from '../../core/settings.js';
import { renderTemplate, templateValues } from '../../lib/templates/template.js';
import { readStepKey } from '../../services/dm/step-key.js';
import type { BookedIntent } from './books.js';

/**
 * Tells by which template a message was made: for groups the one that gives these very words for the planned time,
 * for people the one that its key names.
 * @param titleOf a group's title, as templates have it
 * @returns null where it is none of them: what waited already, what an operator said
 */
export function templateOf(
  { service, peer, content, notBefore, dedupeKey }: BookedIntent,
  { customer, message, limits }: Pick<Config, 'customer' | 'message' | 'limits'>,
  titleOf: (peer: PeerId) => string,
): string | null {
  if (service === 'dm') return readStepKey(dedupeKey)?.id ?? null;
  if (service !== 'message') return null;
  const { timeZone } = limits;
  const { variables } = message;
  const values = templateValues({
    ...{ group: titleOf(peer), customer, at: notBefore, timeZone, variables },
  });
  const gives = (template: MessageTemplate) =>
    template.variants.some((_, variant) => {
      try {
        return isDeepStrictEqual(renderTemplate(template, variant, values), content);
      } catch {
        // One that cannot be rendered here has made nothing.
        return false;
      }
    });
  return message.templates.find(gives)?.id ?? null;
}
