import { describe, expect, it } from "vitest";
import { fileWords, foundWords, HIDE_WORDS } from "../../../../../web/viewer/library/hiding/hide-words";

describe("what is said while somebody is hidden", () => {
  it("never lets a search pass for the truth", () => {
    for (const [count, words] of [
      [0, "No faces were found."],
      [1, "1 face was found."],
      [3, "3 faces were found."],
    ] as const) {
      expect(foundWords(count).startsWith(words)).toBe(true);
      expect(foundWords(count)).toContain("misses faces");
    }
  });

  it("knows no time of a photograph", () => {
    expect(JSON.stringify(HIDE_WORDS.photograph)).not.toMatch(/marked|time|part/);
  });

  it("says what is not as it looks", () => {
    expect(fileWords(null)).toBe("");
    expect(fileWords("image/jpeg")).toBe("");
    expect(fileWords("image/gif")).toContain("only its first one");
    expect(fileWords("video/quicktime")).toContain("a copy of the file");
  });
});
