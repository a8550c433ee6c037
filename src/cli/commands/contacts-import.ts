import { Command, InvalidArgumentError, Option } from 'commander';
import type { ImportFlags } from '../contacts/run-import.js';
import { envFileOption, jsonOption, withExamples } from '../options.js';

const LONGEST_SOURCE = 256;

export function contactsImportCommand(): Command {
  const importing = new Command('import')
    .description('write people who agreed elsewhere into the consent ledger')
    .argument('<file.csv>', 'columns id and/or username, consented_at, language')
    .addOption(
      new Option('--source <text>', 'where and how these people agreed; kept for each of them')
        .makeOptionMandatory()
        .argParser(sourceArgument),
    )
    .addOption(new Option('--dry-run', 'say what would become of them, and write nothing'))
    .addOption(new Option('--report <file>', 'write the rows that did not go in, as CSV'))
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (file: string, flags: ImportFlags, command: Command) => {
      const { runImport } = await import('../contacts/run-import.js');
      await runImport(file, flags, command);
    });
  return withExamples(importing, [
    [
      'postaci contacts import people.csv --source "fair 2026" --dry-run',
      'what would become of them',
    ],
    [
      'postaci contacts import people.csv --source "fair 2026" --report left-out.csv',
      'with a list of who did not go in',
    ],
  ]);
}

function sourceArgument(written: string): string {
  const source = written.trim();
  if (source === '') throw new InvalidArgumentError('Say where and how these people agreed.');
  if (source.length > LONGEST_SOURCE || /\p{C}/u.test(source)) {
    throw new InvalidArgumentError(`Say it in one line of at most ${LONGEST_SOURCE} characters.`);
  }
  return source;
}
