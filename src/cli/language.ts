import { INTERFACE_LANGUAGES, type InterfaceLanguage } from '../core/languages.js';

/** What may say which language somebody reads; the first that says something is heard. */
export interface LanguageSources {
  /** `--language` */
  readonly flag?: InterfaceLanguage | undefined;
  /** `INTERFACE_LANGUAGE` */
  readonly configured?: InterfaceLanguage | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The language to speak: as asked for, as configured, as the environment's locale says, else English. */
export function languageOf({ flag, configured, environment }: LanguageSources): InterfaceLanguage {
  return flag ?? configured ?? localeLanguage(environment) ?? 'en';
}

/** `tr_TR.UTF-8` is Turkish. An empty variable says nothing; the first that says something decides. */
function localeLanguage(
  environment: LanguageSources['environment'],
): InterfaceLanguage | undefined {
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== '');
  const code = locale?.split(/[_.@-]/)[0]?.toLowerCase();
  return INTERFACE_LANGUAGES.find((language) => language === code);
}
