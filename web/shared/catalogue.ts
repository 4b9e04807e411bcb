/**
 * Message catalogues: every language has the keys of English (the type check sees to it), and a sentence with
 * `{names}` in it can only be said with their values.
 */

type Names<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

type Values<Sentence extends string> = [Names<Sentence>] extends [never]
  ? []
  : [values: Record<Names<Sentence>, string | number>];

/** One language: its BCP 47 tag's name for itself, the way it is written, and its sentences. */
export interface Catalogue<Key extends string> {
  nativeName: string;
  direction: "ltr" | "rtl";
  words: Readonly<Record<Key, string>>;
}

export type Say<English extends Record<string, string>> = <Key extends keyof English & string>(
  key: Key,
  ...values: Values<English[Key]>
) => string;

/** Makes the function that says a sentence in one language; `English` gives keys and names. */
export function makeSay<English extends Record<string, string>>(catalogue: Catalogue<keyof English & string>) {
  const say = (key: keyof English & string, values: Record<string, string | number> = {}) =>
    catalogue.words[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
  return say as Say<English>;
}
