import { relative } from 'node:path';
import type { MessageSettings } from '../core/settings.js';
import type { LoadContext } from './load-context.js';
import { splitList } from './parse/list.js';
import { placeOf } from './value-source.js';

const GROUPS_REMEDY =
  'List at least one group, e.g. GROUP_LINKS=@mygroup, or leave the service message out of SERVICES';

/** The message service needs somewhere to go; something to say may come later. */
export function checkMessages(context: LoadContext, message: MessageSettings): void {
  const { values, folders, problems, warnings } = context;
  const links = values.raw('GROUP_LINKS');
  if (links && splitList(links.text).length === 0) {
    problems.add(`GROUP_LINKS (${placeOf(links.source)}) names no group`, GROUPS_REMEDY);
  } else if (!links && message.targets.length === 0) {
    values.requireSet('GROUP_LINKS', GROUPS_REMEDY);
  }
  if (message.templates.length === 0) {
    const folder = relative(folders.cwd, folders.data);
    warnings.push(
      `There are no templates: write them to ${folder}/messages.yaml (or .json), until then the service message has nothing to say`,
    );
    return;
  }
  const speechless = message.targets.filter(
    ({ written }) =>
      !message.templates.some(({ targets }) => targets.length === 0 || targets.includes(written)),
  );
  for (const { written } of speechless) {
    warnings.push(`No template is for ${written}: nothing is said there`);
  }
}
