import { describe, expect, it } from "vitest";
import { WORDS } from "../../../../web/citizen/original/panel";
import { en, type Key } from "../../../../web/citizen/original/words/en";

const keys = Object.keys(en) as Key[];
const names = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String);

describe.each(Object.entries(WORDS))("the words on the copy in %s", (_, { words }) => {
  it.each(keys)("say %s in plain words, with the same values as English", (key) => {
    expect(words[key].trim()).not.toBe("");
    expect(names(words[key])).toEqual(names(en[key]));
    expect(words[key]).not.toMatch(/upload|quota|session|token|error/i);
  });
});
