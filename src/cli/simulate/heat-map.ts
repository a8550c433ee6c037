/** How a heat map is drawn. */
export interface HeatMapLook {
  /** Seven, Monday first; each at most four letters. */
  readonly days: readonly string[];
  /** What stands before the legend: `sent in an hour`. */
  readonly legend: string;
  /** The 16 colours of a terminal. */
  readonly colour: boolean;
}

/** From nothing to the most. Without any colour they still tell themselves apart. */
const SHADES = ['·', '░', '▒', '▓', '█'];
/** Cold to hot, for each shade but the first. */
const COLOURS = [90, 34, 36, 33, 31];
const CELL = 2;
const LABEL = 5;
/** Hours that are named above their column. */
const NAMED_HOURS = [0, 6, 12, 18];

/**
 * Draws counts by day of the week and hour, 60 columns wide: a row a day with its sum, darker where there are more.
 * @param map seven rows of 24 counts, Monday first
 */
export function heatMapLines(map: readonly (readonly number[])[], look: HeatMapLook): string[] {
  const most = Math.max(1, ...map.flat());
  const shadeOf = (count: number) =>
    count === 0 ? 0 : Math.ceil((count / most) * (SHADES.length - 1));
  const draw = (shade: number) => {
    const cell = (SHADES[shade] ?? '').repeat(CELL);
    return look.colour ? `\u001b[${COLOURS[shade]}m${cell}\u001b[0m` : cell;
  };
  const rows = map.map((counts, day) => {
    const sum = counts.reduce((total, count) => total + count, 0);
    const cells = counts.map((count) => draw(shadeOf(count))).join('');
    return `${(look.days[day] ?? '').padEnd(LABEL)}${cells} ${String(sum).padStart(LABEL)}`;
  });
  return [hourLine(), ...rows, '', legendLine(most, look.legend, shadeOf, draw)];
}

function hourLine(): string {
  let line = ' '.repeat(LABEL);
  for (const hour of NAMED_HOURS) {
    line = `${line.padEnd(LABEL + hour * CELL)}${String(hour).padStart(2, '0')}`;
  }
  return line;
}

/** Which counts a shade stands for; a shade that no count has is left out. */
function legendLine(
  most: number,
  legend: string,
  shadeOf: (count: number) => number,
  draw: (shade: number) => string,
): string {
  const parts = SHADES.flatMap((_, shade) => {
    const counts: number[] = [];
    for (let count = 0; count <= most; count++) if (shadeOf(count) === shade) counts.push(count);
    const [first] = counts;
    const last = counts.at(-1);
    if (first === undefined || last === undefined) return [];
    return `${draw(shade)} ${first === last ? first : `${first}–${last}`}`;
  });
  return `${legend}: ${parts.join('  ')}`;
}

/** May a terminal be painted in its 16 colours? */
export function paints(
  output: { readonly isTTY?: boolean },
  { NO_COLOR, TERM }: Readonly<Record<string, string | undefined>>,
): boolean {
  return output.isTTY === true && !NO_COLOR && TERM !== 'dumb';
}
