/** A part of a long list that is shown: rows from `top` on. */
export interface ListPlace {
  readonly chosen: number;
  readonly top: number;
}

export const AT_START: ListPlace = { chosen: 0, top: 0 };

/** The same place in a list of so many rows, of which `room` are shown: the chosen one is among them. */
export function within(place: ListPlace, count: number, room: number): ListPlace {
  const chosen = clamp(place.chosen, count - 1);
  const least = Math.max(0, chosen - Math.max(1, room) + 1);
  const top = Math.min(Math.max(place.top, least), chosen, Math.max(0, count - room));
  return { chosen, top: Math.max(top, Math.min(least, chosen)) };
}

/** Where a movement key leads; undefined: the key moves nothing. */
export function moved(
  place: ListPlace,
  key: string,
  count: number,
  room: number,
): ListPlace | undefined {
  const by = stepOf(key, room, count);
  if (by === undefined) return undefined;
  return within({ ...place, chosen: clamp(place.chosen + by, count - 1) }, count, room);
}

/** The same for a text that is scrolled, by its first row that is shown. */
export function scrolled(
  top: number,
  key: string,
  count: number,
  room: number,
): number | undefined {
  const by = stepOf(key, room, count);
  return by === undefined ? undefined : clamp(top + by, Math.max(0, count - room));
}

function stepOf(key: string, room: number, count: number): number | undefined {
  const page = Math.max(1, room - 1);
  switch (key) {
    case 'up':
      return -1;
    case 'down':
      return 1;
    case 'page-up':
      return -page;
    case 'page-down':
      return page;
    case 'home':
      return -count;
    case 'end':
      return count;
    default:
      return undefined;
  }
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(value, most));
}
