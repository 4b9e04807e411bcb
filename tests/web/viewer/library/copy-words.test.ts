import { describe, expect, it } from "vitest";
import { copiesTitle, copyRequest, hidingWords, makingWords, type Wanted } from "../../../../web/viewer/library/copy-words";

const WANTED: Wanted = {
  choice: "clip",
  marked: { from: Date.UTC(2026, 2, 1, 12), to: Date.UTC(2026, 2, 1, 12, 0, 9) },
  reason: " Charging advice ",
};

describe("asking for a copy", () => {
  it("becomes a request, exact only where that was chosen", () => {
    expect(copyRequest(WANTED)).toEqual({
      kind: "clip",
      began_at: "2026-03-01T12:00:00.000Z",
      ended_at: "2026-03-01T12:00:09.000Z",
      exact: false,
      reason: "Charging advice",
    });
    expect(copyRequest({ ...WANTED, choice: "exact-clip" })).toMatchObject({ kind: "clip", exact: true });
  });

  it("takes a snapshot where the beginning is marked", () => {
    const marked = { ...WANTED.marked, to: null };
    expect(copyRequest({ ...WANTED, choice: "snapshot", marked })).toMatchObject({ kind: "snapshot", ended_at: null });
  });

  it.each<[Partial<Wanted>, string]>([
    [{ marked: { from: 5, to: null } }, "Mark the end too"],
    [{ marked: { from: 5, to: 5 } }, "The end lies before the beginning"],
    [{ reason: " " }, "Say why"],
  ])("says what is wanting", (change, words) => {
    expect(copyRequest({ ...WANTED, ...change })).toContain(words);
  });

  it("says how true a file is", () => {
    expect(makingWords({ picture: "untouched", sound: "transcoded" })).toBe("pictures untouched, sound encoded again");
    expect(makingWords({ picture: "transcoded", sound: null })).toBe("pictures encoded again");
    expect(makingWords({ picture: "untouched", sound: null, credentials: true })).toBe(
      "pictures untouched, with C2PA credentials",
    );
  });
});

it("names the list by what can be made", () => {
  expect(copiesTitle({ kind: "upload", media_type: "video/mp4" })).toBe("Clips and snapshots");
  expect(copiesTitle({ kind: "upload", media_type: "image/jpeg" })).toBe("Copies");
});

describe("a copy that hides", () => {
  it("says how much, and whether it has sound", () => {
    expect(hidingWords({ hidden_count: null, silent: false })).toBe("");
    expect(hidingWords({ hidden_count: 1, silent: false })).toBe("1 face or box hidden. Nothing else is.");
    expect(hidingWords({ hidden_count: 3, silent: true })).toBe("3 faces or boxes hidden, without sound. Nothing else is.");
    expect(hidingWords({ hidden_count: 0, silent: true })).toBe("Without sound. Nobody is hidden.");
  });
});
