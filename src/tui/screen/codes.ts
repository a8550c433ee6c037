/** The other screen, no cursor, no wrapping at the edge: a row that is too long stays in its row. */
export const ENTER_SCREEN = '\x1b[?1049h\x1b[?25l\x1b[?7l';

/** Terminals that know it show the whole change at once. @see https://gist.github.com/christianparpart/d8a62cc1ab659194337d73e399004036 */
export const BEGIN_UPDATE = '\x1b[?2026h';
export const END_UPDATE = '\x1b[?2026l';

/** All of that taken back, harmless where nothing was: what was there before is there again. */
export const LEAVE_SCREEN = '\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l';
