import type { Argument, Command, Option } from 'commander';

/** What may stand where a value is wanted. */
export type Values =
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  /** Files of variables: `envs/*.env` first of all. */
  | { readonly kind: 'env-files' }
  | { readonly kind: 'files' }
  /** Nobody can tell. */
  | { readonly kind: 'anything' };

export interface CompletedOption {
  /** `--env-file`, and its short form where there is one. */
  readonly flags: readonly string[];
  readonly meaning: string;
  /** Undefined: it takes none. */
  readonly value: Values | undefined;
}

export interface CompletedArgument {
  readonly value: Values;
  /** It may stand any number of times. */
  readonly many: boolean;
}

/** A command as the shell completes it. */
export interface CompletedCommand {
  /** The words behind `postaci`: `takeovers lift`; empty for the program itself. */
  readonly path: readonly string[];
  readonly meaning: string;
  readonly options: readonly CompletedOption[];
  readonly arguments: readonly CompletedArgument[];
  readonly below: readonly { readonly name: string; readonly meaning: string }[];
}

/** Every command of a program, the program itself first, as far as its help shows them. */
export function completedCommands(program: Command): readonly CompletedCommand[] {
  const global = program.options.filter(({ long }) => long === '--language').map(optionOf);
  return below(program, [], global);
}

function below(
  command: Command,
  path: readonly string[],
  global: readonly CompletedOption[],
): CompletedCommand[] {
  const children = command.commands.filter((child) => child.name() !== 'help');
  const own = command.options.filter(({ hidden }) => !hidden).map(optionOf);
  const known = own.flatMap(({ flags }) => flags);
  const inherited = global.filter(({ flags }) => !flags.some((flag) => known.includes(flag)));
  return [
    {
      path,
      meaning: command.description(),
      options: [...own, ...inherited, HELP],
      arguments: command.registeredArguments.map(argumentOf),
      below: children.map((child) => ({ name: child.name(), meaning: child.description() })),
    },
    ...children.flatMap((child) => below(child, [...path, child.name()], global)),
  ];
}

const HELP: CompletedOption = {
  flags: ['--help', '-h'],
  meaning: 'how it is called',
  value: undefined,
};

function optionOf(option: Option): CompletedOption {
  const flags = [option.long, option.short].filter((flag) => flag !== undefined && flag !== null);
  const takesOne = option.required || option.optional;
  return {
    flags: flags.map(String),
    meaning: option.description,
    value: takesOne ? valuesOf(option.flags, option.argChoices) : undefined,
  };
}

function argumentOf(argument: Argument): CompletedArgument {
  return { value: valuesOf(argument.name(), argument.argChoices), many: argument.variadic };
}

/** @param named how the help names it: `--env-file <file>`, `file.csv` */
function valuesOf(named: string, choices: readonly string[] | undefined): Values {
  if (choices) return { kind: 'choices', choices };
  if (named.startsWith('--env-file')) return { kind: 'env-files' };
  return /file|dir|path/.test(named) ? { kind: 'files' } : { kind: 'anything' };
}
