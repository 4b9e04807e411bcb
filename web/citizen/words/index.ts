/** The languages of the page. Another one is another file here and one line below. */
import { makeSay, type Catalogue, type Say } from "../../shared/catalogue";
import type { Language } from "../../shared/messages";
import { cy } from "./cy";
import { en, type Key } from "./en";

export type { Key };
export type Words = Say<typeof en>;

/** Goes into the consent that is kept; a new version whenever a sentence of `ask` or `rights` changes. */
export const WORDING_VERSION = "2026-11-21.3";

export const CATALOGUES: Record<Language, Catalogue<Key>> = {
  en: { nativeName: "English", direction: "ltr", words: en },
  cy: { nativeName: "Cymraeg", direction: "ltr", words: cy },
};

export function wordsOf(language: Language): Words {
  return makeSay<typeof en>(CATALOGUES[language]);
}
