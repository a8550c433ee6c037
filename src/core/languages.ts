/** The languages that postaci speaks with its operators. The first is what it speaks without being told. */
export const INTERFACE_LANGUAGES = ['en', 'tr', 'ru'] as const;
export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];
