import { wrongList } from './wrong-list.js';

const KNOWN = ['id', 'username', 'consented_at', 'language'] as const;
type Known = (typeof KNOWN)[number];

const PHONE = new Set([
  'phone',
  'phone_number',
  'phonenumber',
  'mobile',
  'tel',
  'telefon',
  'телефон',
]);

const DELIMITERS = [',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const EXAMPLE = 'e.g. id,username,consented_at,language';

/** Where in a row each thing stands. */
export interface Columns {
  readonly count: number;
  readonly places: Readonly<Partial<Record<Known, number>>>;
  /** Names of columns that mean nothing to postaci. */
  readonly ignored: readonly string[];
}

/** Capitals do not count, nor what a Turkish computer makes of an `i`. */
const fold = (name: string) => name.trim().toLowerCase().replace(/i̇|ı/g, 'i');

/** The character between two columns: the one that makes the most of the header. */
export function delimiterOf(header: string): Delimiter {
  let best: { readonly delimiter: Delimiter; readonly known: number; readonly names: number } = {
    delimiter: ',',
    known: 0,
    names: 0,
  };
  for (const delimiter of DELIMITERS) {
    const names = header.split(delimiter).map((cell) => fold(cell.replace(/^\s*"|"\s*$/g, '')));
    const known = names.filter((name) => isKnown(name) || PHONE.has(name)).length;
    if (known > best.known || (known === best.known && names.length > best.names)) {
      best = { delimiter, known, names: names.length };
    }
  }
  return best.delimiter;
}

const isKnown = (name: string): name is Known => (KNOWN as readonly string[]).includes(name);

/**
 * Reads the header of a list.
 * @param place the file and the header's line, for the reports
 * @throws PostaciError `CONTACTS_INVALID` when it is none, or names nobody to import
 */
export function readHeader(cells: readonly string[], place: string): Columns {
  const names = cells.map(fold);
  const phone = names.findIndex((name) => PHONE.has(name));
  if (phone >= 0) {
    throw wrongList(
      place,
      `has a column "${shorten(cells[phone] ?? '')}", and postaci never looks people up by phone number`,
      'Leave that column out and name people by id or username; ask the others to write first',
    );
  }
  const places: Partial<Record<Known, number>> = {};
  for (const [index, name] of names.entries()) {
    if (!isKnown(name)) continue;
    if (places[name] !== undefined) {
      throw wrongList(place, `names the column ${name} twice`, 'Leave one of them out');
    }
    places[name] = index;
  }
  if (places.id === undefined && places.username === undefined) throw nobody(cells, place);
  const ignored = cells.filter((cell, index) => cell.trim() !== '' && !isKnown(names[index] ?? ''));
  return { count: cells.length, places, ignored: ignored.map(shorten) };
}

function nobody(cells: readonly string[], place: string) {
  const looksLikeData = cells.some((cell) => /^(@\w+|\d{5,})$/.test(cell.trim()));
  if (looksLikeData) {
    return wrongList(
      place,
      'holds a person where the header should be',
      `Write the names of the columns into the first line, ${EXAMPLE}`,
    );
  }
  const shown = cells.slice(0, 8).map(shorten).join(', ');
  return wrongList(
    place,
    `names neither a column id nor a column username (it has: ${shown})`,
    `Name one of them in the first line, with comma, semicolon or tab between the columns, ${EXAMPLE}`,
  );
}

function shorten(name: string): string {
  const visible = name.replace(/\p{C}/gu, '?').trim();
  return visible.length > 40 ? `${visible.slice(0, 40)}…` : visible;
}
