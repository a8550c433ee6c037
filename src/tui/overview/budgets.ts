import type { BudgetStatus, Status } from '../../control/contract/status.js';
import { bar } from '../bar.js';
import { pad } from '../panels/parts/cells.js';
import type { Row, Tone } from '../panels/parts/rows.js';
import { titleRow } from '../row-room.js';
import type { Wording } from './wording.js';

const NAME_CELLS = 20;
const FIGURE_CELLS = 14;
/** `23:59`; where that is not within a day `05-02`. */
const FREE_CELLS = 6;
/** From here on a budget is worth a look. */
const ALMOST = 0.8;

/** Each budget as a bar, with its figures and the time at which what was spent is free again. */
export function budgetRows(status: Status, wording: Wording, columns: number): readonly Row[] {
  const barCells = Math.max(4, columns - NAME_CELLS - FIGURE_CELLS - FREE_CELLS - 1);
  return [
    titleRow(wording.words.titles.budgets, columns),
    ...status.budgets.map((budget) => budgetRow(budget, wording, barCells)),
  ];
}

function budgetRow(budget: BudgetStatus, { words, moment }: Wording, barCells: number): Row {
  const { name, spent, cap, freeAt } = budget;
  const tone = toneOf(spent, cap);
  const figure = cap === null ? short(spent) : words.of(short(spent), short(cap));
  const free = freeAt === null ? '' : moment(freeAt).slice(0, 5);
  // Without a cap the words have the room of the bar, and what the figure leaves.
  const figureCells = cap === null ? figure.length + 1 : FIGURE_CELLS;
  const wide = barCells + FIGURE_CELLS - figureCells;
  return [
    { text: pad(words.budgets[name], NAME_CELLS) },
    cap === null
      ? { text: pad(words.noCap, wide), tone: 'dim' }
      : { text: bar(spent, cap, wide), tone },
    { text: pad(figure, figureCells, 'right'), tone },
    { text: pad(free, FREE_CELLS, 'right'), tone: 'dim' },
  ];
}

function toneOf(spent: number, cap: number | null): Tone {
  if (cap === null) return 'plain';
  if (spent >= cap) return 'bad';
  return spent >= cap * ALMOST ? 'warn' : 'good';
}

/** `950`, `12.3k`, `200k`, `1.2M` */
function short(count: number): string {
  if (count < 10_000) return String(count);
  const [size, unit] = count < 999_500 ? [1_000, 'k'] : [1_000_000, 'M'];
  const scaled = count / size;
  return `${scaled < 100 ? Number(scaled.toFixed(1)) : Math.round(scaled)}${unit}`;
}
