/** What telling needs to know. */
export interface Telling {
  /** What people call a chat or a person. */
  readonly nameOf: (peer: number) => string;
  /** Was the account seen typing there? */
  readonly wasTyping: (peer: number) => boolean;
  /** Receives a line. */
  readonly write: (line: string) => void;
}

/** A message in one line. */
export function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 72 ? `${line.slice(0, 71)}…` : line;
}
