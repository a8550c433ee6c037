import type { CompletedCommand, CompletedOption, Values } from './tree.js';

/** The completion for fish: `postaci completion fish > ~/.config/fish/completions/postaci.fish`. */
export function fishCompletion(commands: readonly CompletedCommand[]): string {
  return `# postaci's completion for fish: postaci completion fish > ~/.config/fish/completions/postaci.fish
# The words of the command that stand already, without options: is it this one, with so many arguments?
function __postaci_at
    set -l words (commandline -opc)[2..]
    set -l said
    set -l skip
    for word in $words
        if set -q skip[1]
            set -e skip
        else if contains -- $word ${valued(commands)}
            set skip 1
        else if not string match -q -- '-*' $word
            set -a said $word
        end
    end
    set -l path (string split ' ' -- $argv[1])
    test "$argv[1]" = '' && set path
    set -l count (count $path)
    test $count -gt 0 && test "$said[1..$count]" != "$path" && return 1
    set -l given (math (count $said) - $count)
    test $given -ge $argv[2] && test $given -le $argv[3]
end
function __postaci_env_files
    set -l found envs/*.env
    printf '%s\\n' $found
    __fish_complete_suffix .env
end
complete -c postaci -f
${commands.flatMap(linesOf).join('\n')}
`;
}

/** More arguments than any command takes. */
const ANY = 99;

function linesOf(command: CompletedCommand): string[] {
  const path = command.path.join(' ');
  const at = (least: number, most: number) =>
    `complete -c postaci -n "__postaci_at '${path}' ${least} ${most}"`;
  const here = command.below.length > 0 ? at(0, 0) : at(0, ANY);
  return [
    ...command.below.map(({ name, meaning }) => `${at(0, 0)} -a ${name} -d ${quoted(meaning)}`),
    ...command.options.map((option) => `${here} ${optionOf(option)}`),
    ...command.arguments
      .map(({ value, many }, index) => ({ words: offer(value), index, many }))
      .filter(({ words }) => words !== '')
      .map(({ words, index, many }) => `${at(index, many ? ANY : index)} ${words}`),
  ];
}

function optionOf({ flags, meaning, value }: CompletedOption): string {
  const names = flags.map((flag) =>
    flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`,
  );
  const wants = value ? ` ${value.kind === 'files' ? '-r' : '-x'} ${offer(value)}` : '';
  return `${names.join(' ')} -d ${quoted(meaning)}${wants}`.trimEnd();
}

/** Options behind which the next word is a value. */
function valued(commands: readonly CompletedCommand[]): string {
  const flags = commands.flatMap(({ options }) =>
    options.filter(({ value }) => value).flatMap((option) => option.flags),
  );
  return [...new Set(flags)].join(' ');
}

function offer(value: Values): string {
  switch (value.kind) {
    case 'choices':
      return `-a ${quoted(value.choices.join(' '))}`;
    case 'env-files':
      return "-a '(__postaci_env_files)'";
    case 'files':
      return '-F';
    case 'anything':
      return '';
  }
}

const quoted = (text: string) => `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
