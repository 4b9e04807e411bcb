import { describe, expect, it } from "vitest";
import { CATALOGUES, WORDING_VERSION, type Key } from "../../../../web/citizen/words";
import { en } from "../../../../web/citizen/words/en";

const names = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort();
const keys = Object.keys(en) as Key[];

async function digestOf(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...digest.slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What a consent was given to, by version. Changed a sentence of `ask` or `rights`? Then add a line here. */
const CONSENTED: Record<string, string> = {
  "2026-11-21": "56b72618d5305dc2",
  "2026-11-21.2": "c1549570b5bc9a19",
  "2026-11-21.3": "60afc1e803b5c73d",
};

describe.each(Object.entries(CATALOGUES))("the catalogue of %s", (_, { words }) => {
  it("has a sentence for every key", () => {
    for (const key of keys) expect(words[key].trim(), key).not.toBe("");
  });

  it("puts the same values into every sentence as English does", () => {
    for (const key of keys) expect(names(words[key]), key).toEqual(names(en[key]));
  });

  it("uses no words of ours", () => {
    for (const key of keys) expect(words[key], key).not.toMatch(/webrtc|permission denied|session|token|error/i);
  });
});

describe("the wording of the consent", () => {
  it("has a new version whenever one of its sentences changes", async () => {
    const sentences = keys
      .filter((key) => key.startsWith("ask.") || key.startsWith("rights."))
      .flatMap((key) => Object.values(CATALOGUES).map(({ words }) => words[key]));
    expect(CONSENTED[WORDING_VERSION]).toBe(await digestOf(sentences.join("\n")));
  });
});
