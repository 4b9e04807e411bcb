import { describe, expect, it } from "vitest";
import type { CopyView } from "../../../../../web/shared/messages";
import { beginningOf, clockOf, filmTimeWords, partAt, spanOf, wholeCopy } from "../../../../../web/viewer/library/film/film-clock";

const NOON = "2026-03-01T12:00:00.000Z";
const UNDATED = "1970-01-01T00:00:00.000Z";

function copy(changes: Partial<CopyView>): CopyView {
  return { kind: "playable", ended_at: null, state: "ready", copy_id: "c", ...changes } as CopyView;
}

describe("the clock of a film", () => {
  it("is the wall clock where somebody said when it was recorded", () => {
    expect(clockOf(NOON).spoken(Date.parse(NOON))).toBe("12:00:00");
    expect(filmTimeWords(Date.parse(NOON))).toBe("12:00:00");
    expect(beginningOf({ began_at: NOON })).toBe(NOON);
  });

  it("counts from the film's beginning where nobody did", () => {
    expect(beginningOf({ began_at: null })).toBe(UNDATED);
    expect(clockOf(UNDATED).spoken(67_900)).toBe("1:07");
    expect(filmTimeWords(3_723_000)).toBe("1:02:03");
  });

  it("ends with the file", () => {
    expect(spanOf({ began_at: NOON }, 90.5)).toEqual({ began_at: NOON, ended_at: "2026-03-01T12:01:30.500Z", gaps: [] });
  });
});

it("finds the file in which a time lies", () => {
  const files = [NOON, "2026-03-01T13:00:00.000Z"].map((began_at) => ({ began_at }));
  const at = (instant: string) => partAt(files, Date.parse(instant));
  expect([at("2026-03-01T12:59:59.000Z"), at("2026-03-01T13:00:00.000Z"), at(UNDATED)]).toEqual([0, 1, 0]);
});

describe("the copy by which a file is played", () => {
  it("is one of the whole that is ready, however many are under way", () => {
    const [running, ready] = [copy({ state: "running", copy_id: "new" }), copy({ copy_id: "old" })];
    expect(wholeCopy([running, ready])).toBe(ready);
    expect(wholeCopy([running])).toBe(running);
  });

  it("is none that has failed, is of a part, or is a clip", () => {
    expect(wholeCopy([copy({ state: "failed" }), copy({ ended_at: NOON }), copy({ kind: "clip" })])).toBeNull();
  });
});
