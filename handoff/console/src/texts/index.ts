import { en, type Texts } from './en';

const languages: Record<string, Texts> = { en };

/** The page's own words in the language of a BCP 47 tag ("de-AT"), or in English where there is none yet. */
export function textsFor(tag: string): Texts {
  return languages[tag.split('-')[0]?.toLowerCase() ?? ''] ?? en;
}

export const texts = textsFor(typeof document === 'undefined' ? 'en' : document.documentElement.lang);
export type { Texts };
