/** Does a text name this username, as `@name`? Case does not count. */
export function isMentioned(username: string | undefined, text: string): boolean {
  if (username === undefined) return false;
  const names = text.matchAll(/(?<![\w@])@([A-Za-z]\w{3,31})\b/g);
  return [...names].some(([, name]) => name?.toLowerCase() === username.toLowerCase());
}
