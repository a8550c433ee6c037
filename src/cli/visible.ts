/**
 * What a stranger wrote, made fit for a terminal: what is not seen (control characters, marks that turn the
 * direction of writing) becomes `?`.
 * @param most so many characters, then `…`
 */
export function visible(text: string, most = 60): string {
  const seen = [...text.replace(/\p{C}/gu, '?')];
  return seen.length > most ? `${seen.slice(0, most).join('')}…` : seen.join('');
}
