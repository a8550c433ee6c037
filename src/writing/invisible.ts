/**
 * What nobody sees in a text: control and format characters (also those that turn the direction of writing and
 * the tag characters), private letters, halves of a pair, and blanks that are no white space. Not the line feed.
 */
const UNSEEN =
  /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u2800]|[^\P{Cc}\n]/gu;

/** Emojis need two of them: the joiner between two pictures, and the sign that wants a character in colour. */
const OF_EMOJIS =
  /(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})|(?<=\p{Emoji})\ufe0f/gu;

/** Takes out everything that nobody sees. Emojis may come apart; what is seen of words stays. */
export function withoutInvisible(text: string): string {
  return text.replace(UNSEEN, '');
}

/** The first character that nobody sees and that no emoji needs, as `U+200B`. */
export function firstInvisible(text: string): string | undefined {
  const [found] = text.replace(OF_EMOJIS, '').match(UNSEEN) ?? [];
  return found === undefined ? undefined : pointName(found);
}

/** `U+200B` */
function pointName(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}
