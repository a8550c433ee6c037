/** The text with the line below it that says that a program wrote it; without one the text itself. */
export function withDisclosure(text: string, disclosure: string | undefined): string {
  return disclosure === undefined ? text : `${text}\n\n${disclosure}`;
}
