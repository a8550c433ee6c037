/** White on black, whatever the terminal's own colours: readers expect dark squares on light ground. */
const COLOURS = '\u001b[97;40m';
const OWN_COLOURS = '\u001b[0m';

/** A text as a QR code for the terminal, two of its rows in a line, with the margin that readers need. */
export async function qrCode(text: string): Promise<string> {
  const { renderUnicodeCompact } = await import('uqr');
  return renderUnicodeCompact(text, { border: 2, ecc: 'L' })
    .split('\n')
    .map((line) => `${COLOURS}${line}${OWN_COLOURS}`)
    .join('\n');
}
