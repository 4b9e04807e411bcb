import { describe, expect, it } from "vitest";
import { markBeginning, markEnd, marksText } from "../../../../web/viewer/replay/marks";

const time = (instant: number) => `t${String(instant)}`;

describe("a part that is marked", () => {
  it("begins where the beginning is marked, and ends where the end is", () => {
    expect(markEnd(markBeginning(null, 1000), 9000)).toEqual({ from: 1000, to: 9000 });
  });

  it("has no end without a beginning", () => {
    expect(markEnd(null, 9000)).toBeNull();
  });

  it("keeps its end when the beginning is moved before it, and forgets one that would lie before", () => {
    expect(markBeginning({ from: 1000, to: 9000 }, 2000)).toEqual({ from: 2000, to: 9000 });
    expect(markBeginning({ from: 1000, to: 9000 }, 9000)).toEqual({ from: 9000, to: null });
  });

  it("is said in words", () => {
    expect(marksText(null, time)).toBe("");
    expect(marksText({ from: 1000, to: null }, time)).toContain("Marked from t1000: mark the end");
    expect(marksText({ from: 1000, to: 9000 }, time)).toContain("Marked t1000 to t9000 (8 s)");
  });
});
