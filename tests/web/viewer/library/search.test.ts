import { describe, expect, it } from "vitest";
import { areaOf, askServer, countFilters, readSearch, within, writeSearch } from "../../../../web/viewer/library/search";
import { ZoneClock } from "../../../../web/viewer/words/times";

const LONDON = new ZoneClock("Europe/London");
const beginOfDay = (day: string) => LONDON.beginOfDay(day);
const AREA = { west: -0.2, south: 51.4, east: 0.05, north: 51.6 };

describe("a search", () => {
  it("stands in the address as it was asked, empty fields left out", () => {
    const search = { words: "CAD 7001/21NOV", kind: "clip", officer: "" };
    expect(readSearch(writeSearch(search))).toEqual({ words: "CAD 7001/21NOV", kind: "clip" });
    expect(writeSearch({})).toBe("");
    expect(readSearch("colour=red&words=++")).toEqual({});
  });

  it("asks for whole days in the force's zone, the last one included", () => {
    const query = new URLSearchParams(askServer({ from: "2026-07-01", to: "2026-07-31" }, null, beginOfDay));
    expect(query.get("from")).toBe("2026-06-30T23:00:00.000Z");
    expect(query.get("to")).toBe("2026-07-31T23:00:00.000Z");
  });

  it("passes over a day that is none, and goes on where the page before ended", () => {
    const query = new URLSearchParams(askServer({ words: "x", from: "soon" }, "2026#1", beginOfDay));
    expect([...query]).toEqual([
      ["words", "x"],
      ["after", "2026#1"],
    ]);
  });

  it("can be kept to a part of the map, and freed of it", () => {
    const kept = within({ words: "x" }, AREA);
    expect(areaOf(kept)).toEqual(AREA);
    expect(within(kept, null)).toEqual({ words: "x" });
    expect(areaOf({ west: "1" })).toBeNull();
  });

  it("counts filters, but neither the line of words nor the map", () => {
    expect(countFilters(within({ words: "x", kind: "clip", from: "2026-07-01" }, AREA))).toBe(2);
  });
});
