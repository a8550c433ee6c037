import type { CompletedCommand, CompletedOption, Values } from './tree.js';

/** The completion for zsh: `postaci completion zsh > ~/.zfunc/_postaci`, or sourced behind `compinit`. */
export function zshCompletion(commands: readonly CompletedCommand[]): string {
  return `#compdef postaci
# postaci's completion for zsh: postaci completion zsh > ~/.zfunc/_postaci
_postaci_env_files() { local -a found; found=(envs/*.env(N)); (( $#found )) && compadd -- $found; _files -g '*.env' }
${commands.map(functionOf).join('\n')}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then _postaci "$@"; else compdef _postaci postaci; fi
`;
}

const nameOf = (path: readonly string[]) => ['_postaci', ...path].join('_').replaceAll('-', '_');

function functionOf(command: CompletedCommand): string {
  const options = command.options.map(optionOf);
  if (command.below.length === 0) {
    const places = command.arguments.map(
      ({ value, many }, index) => `'${many ? '*' : index + 1}:: :${offer(value)}'`,
    );
    return `${nameOf(command.path)}() { _arguments -s ${[...options, ...places].join(' ')} }`;
  }
  const names = command.below.map(({ name, meaning }) => quoted(`${name}:${meaning}`));
  const cases = command.below.map(
    ({ name }) => `      ${name}) ${nameOf([...command.path, name])} ;;`,
  );
  return `${nameOf(command.path)}() {
  local context state state_descr line
  typeset -A opt_args
  _arguments -C ${options.join(' ')} '1:command:->command' '*::argument:->below'
  case $state in
    command) local -a names; names=(${names.join(' ')}); _describe command names ;;
    below) case $words[1] in
${cases.join('\n')}
    esac ;;
  esac
}`;
}

function optionOf({ flags, meaning, value }: CompletedOption): string {
  const others = flags.length > 1 ? `(${flags.join(' ')})` : '';
  const text = `[${meaning.replaceAll(/[[\]\\]/g, '\\$&')}]`;
  const wants = value ? `: :${offer(value)}` : '';
  return flags.map((flag) => quoted(`${others}${flag}${text}${wants}`)).join(' ');
}

function offer(value: Values): string {
  switch (value.kind) {
    case 'choices':
      return `(${value.choices.join(' ')})`;
    case 'env-files':
      return '_postaci_env_files';
    case 'files':
      return '_files';
    case 'anything':
      return '';
  }
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
