/** The colours of our own tables; they hide and move nothing. */
const OWN_COLOURS = String.raw`\u001b\[(?:0|3[1-6]|90)m`;
/** What steers a terminal, or turns the direction of writing; line ends, tabs and the joiners of letters do not. */
const STEERS = new RegExp(String.raw`${OWN_COLOURS}|(?![\n\t\u200c\u200d])\p{C}`, 'gu');
/** JSON escapes the ASCII ones by itself. */
const STEERS_IN_JSON = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A text for people as it may go to any terminal, whoever wrote what is in it: the last look before it goes. */
export function printable(text: string): string {
  return text.replace(STEERS, (found) => (found.endsWith('m') ? found : '?'));
}

/** The same for JSON: it means what it meant. */
export function printableJson(json: string): string {
  return json.replace(
    STEERS_IN_JSON,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
