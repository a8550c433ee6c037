import type { InterfaceLanguage } from '../core/languages.js';

/**
 * The words of one part of the interface, in each language. Texts with something in them are functions, so that
 * each language puts it where it belongs, and in the right number.
 */
export type Catalogue<Words> = Readonly<Record<InterfaceLanguage, Words>>;
