import { Command, Option } from 'commander';
import type { DraftReport } from '../../control/contract/comments.js';
import { PostaciError } from '../../core/errors.js';
import { draftLines } from '../comments/draft-lines.js';
import { editText } from '../comments/edit-text.js';
import { draftArgument, envFileOption, jsonOption, withExamples } from '../options.js';
import { printData } from '../print.js';
import { type DirectControl, withControl } from '../with-control.js';

interface ApproveFlags {
  readonly text?: string;
  readonly edit?: true;
  readonly json?: true;
}

export function approveCommand(): Command {
  const approving = new Command('approve')
    .description('comments that wait for your approval; with a number, let one go')
    .argument('[id]', 'its number', draftArgument)
    .option('--text <text>', 'in these words instead')
    .addOption(new Option('--edit', 'in words that you write in $EDITOR').conflicts('text'))
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (id: number | undefined, flags: ApproveFlags, command: Command) => {
      if (id === undefined) await list(flags, command);
      else await approve(id, flags, command);
    });
  return withExamples(approving, [
    ['postaci approve', 'what waits'],
    ['postaci approve 41', 'let it go, within the limits'],
    ['postaci approve 41 --text "Elinize sağlık"', 'in other words'],
  ]);
}

async function list({ text, edit, json }: ApproveFlags, command: Command): Promise<void> {
  if (text !== undefined || edit) {
    throw new PostaciError(
      'USAGE',
      'it is not said which comment these words are for',
      'Say its number: postaci approve 41 --text "…"',
    );
  }
  await withControl(command, async (control, { timeZone }) => {
    const drafts = await control.drafts();
    printData(json, drafts, () => draftLines(drafts, timeZone));
  });
}

async function approve(id: number, flags: ApproveFlags, command: Command): Promise<void> {
  await withControl(command, async (control) => {
    const text = flags.edit ? await edited(id, control) : flags.text;
    await control.approve(id, text);
  });
  printData(flags.json, { id, approved: true }, () => [
    `Approved: ${id} goes as soon as the limits allow. postaci why ${id} tells of it.`,
  ]);
}

/** @returns undefined when the operator left the text as it was */
async function edited(id: number, control: DirectControl): Promise<string | undefined> {
  const draft = (await control.drafts()).find((one: DraftReport) => one.id === id);
  if (!draft) {
    throw new PostaciError('USAGE', `${id} is no draft`, 'postaci approve lists what waits.');
  }
  const text = await editText(draft.text, process.env);
  if (text === '') {
    throw new PostaciError(
      'USAGE',
      'the text was left empty: nothing was approved',
      `To drop it: postaci reject ${id}`,
    );
  }
  return text === draft.text.trim() ? undefined : text;
}
