/** What `src/lib/language.ts` tells apart. */
export const LANGUAGES = ['tr', 'ru', 'en'] as const;
