import type { CompletedCommand, Values } from './tree.js';

/** The completion for bash 3.2 and newer: `source <(postaci completion bash)`. */
export function bashCompletion(commands: readonly CompletedCommand[]): string {
  return `# postaci's completion for bash: source <(postaci completion bash)
_postaci_files() { local IFS=$'\\n'; COMPREPLY=( $(compgen -f -- "$1") ); compopt -o filenames 2>/dev/null; }
_postaci_env_files() {
  local IFS=$'\\n'
  COMPREPLY=( $(compgen -G "$1*.env" 2>/dev/null) )
  [[ $1 == */* ]] || COMPREPLY+=( $(compgen -G "envs/$1*.env" 2>/dev/null) )
  (( \${#COMPREPLY[@]} )) || _postaci_files "$1"
}
_postaci_words() { COMPREPLY=( $(compgen -W "$1" -- "$2") ); }
_postaci() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} path='' word i skip='' given=0
  COMPREPLY=()
  # --option=value comes as three words.
  [[ $cur == '=' ]] && cur=''
  [[ $prev == '=' ]] && prev=\${COMP_WORDS[COMP_CWORD-2]}
  for (( i = 1; i < COMP_CWORD; i++ )); do
    word=\${COMP_WORDS[i]}
    [[ $word == '=' ]] && { skip=1; continue; }
    if [[ -n $skip ]]; then skip=''; continue; fi
    if [[ $word == -* ]]; then
      case "$path $word" in ${valued(commands)}) [[ \${COMP_WORDS[i+1]} == '=' ]] || skip=1 ;; esac
      continue
    fi
    case "$path/$word" in
      ${commands
        .filter(({ path }) => path.length > 0)
        .map(({ path }) => `/${path.join('/')}`)
        .join('|')}) path=$path/$word; given=0 ;;
      *) given=$(( given + 1 )) ;;
    esac
  done
  case "$path $prev" in
${commands.flatMap(optionCases).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case "$path" in
${commands.map(flagCase).join('\n')}
    esac
    return
  fi
  case "$path" in
${commands.flatMap(argumentCase).join('\n')}
  esac
}
complete -F _postaci postaci
`;
}

const pathOf = ({ path }: CompletedCommand) => path.map((word) => `/${word}`).join('');

/** Options behind which the next word is a value. */
function valued(commands: readonly CompletedCommand[]): string {
  return commands
    .flatMap((command) =>
      command.options
        .filter(({ value }) => value)
        .flatMap(({ flags }) => flags.map((flag) => `'${pathOf(command)} ${flag}'`)),
    )
    .join('|');
}

function optionCases(command: CompletedCommand): string[] {
  return command.options.flatMap(({ flags, value }) =>
    value
      ? [
          `    ${flags.map((flag) => `'${pathOf(command)} ${flag}'`).join('|')}) ${offer(value)}; return ;;`,
        ]
      : [],
  );
}

function flagCase(command: CompletedCommand): string {
  const flags = command.options.flatMap((option) => option.flags);
  return `      '${pathOf(command)}') _postaci_words '${flags.join(' ')}' "$cur" ;;`;
}

function argumentCase(command: CompletedCommand): string[] {
  const names = command.below.map(({ name }) => name);
  if (names.length > 0) {
    return [
      `    '${pathOf(command)}') (( given )) || _postaci_words '${names.join(' ')}' "$cur" ;;`,
    ];
  }
  const places = command.arguments.map(
    ({ value, many }, index) =>
      `(( given ${many ? '>=' : '=='} ${index} )) && { ${offer(value)}; }`,
  );
  return places.length === 0 ? [] : [`    '${pathOf(command)}') ${places.join('; ')} ;;`];
}

function offer(value: Values): string {
  switch (value.kind) {
    case 'choices':
      return `_postaci_words '${value.choices.join(' ')}' "$cur"`;
    case 'env-files':
      return '_postaci_env_files "$cur"';
    case 'files':
      return '_postaci_files "$cur"';
    case 'anything':
      return ':';
  }
}
