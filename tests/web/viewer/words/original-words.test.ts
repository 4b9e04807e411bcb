import { describe, expect, it } from "vitest";
import { originalWords } from "../../../../web/viewer/words/original-words";

const KEPT = { declared_pieces: 5, stored_pieces: 0, stored_seconds: 0, closes_at: null, sealed_at: null };
const AFTER = { ...KEPT, closes_at: "2026-11-22T12:00:00Z" };
const SIGNED = { ...AFTER, sealed_at: "2026-11-21T12:30:00Z" };

describe("what officers read of the better copy", () => {
  it.each([
    [KEPT, "also keeps full quality"],
    [{ ...KEPT, stored_pieces: 5 }, "All of it so far"],
    [{ ...AFTER, stored_pieces: 2 }, "2 of 5 pieces"],
    [{ ...AFTER, stored_pieces: 5 }, "being signed"],
    [{ ...SIGNED, stored_pieces: 5 }, "All 5 pieces arrived"],
    [{ ...SIGNED, stored_pieces: 3 }, "names the 2 that did not"],
    [SIGNED, "Nothing of it came"],
  ])("%o: %s", (original, words) => {
    expect(originalWords(original)).toContain(words);
  });
});
