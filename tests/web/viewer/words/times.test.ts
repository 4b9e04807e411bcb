import { describe, expect, it } from "vitest";
import { age, dateWords, utcTime, ZoneClock } from "../../../../web/viewer/words/times";
import { NOON, secondsAfterNoon } from "../examples";

describe("ages", () => {
  it.each([
    [8, "8 s"],
    [59, "59 s"],
    [60, "1 min"],
    [3599, "59 min"],
    [3600, "1 h"],
    [7500, "2 h 5 min"],
    [86_400, "1 day"],
    [345_600, "4 days"],
  ])("says %i seconds as %s", (seconds, words) => {
    expect(age(secondsAfterNoon(0), NOON + seconds * 1000)).toBe(words);
  });

  it("never goes below zero when the clocks disagree", () => {
    expect(age(secondsAfterNoon(5), NOON)).toBe("0 s");
  });
});

describe("dates", () => {
  it("are said in words, and what is none stays as it is", () => {
    expect(["2026-12-09", "soon", ""].map(dateWords)).toEqual(["9 Dec 2026", "soon", ""]);
  });
});

describe("clock times", () => {
  it("shows 24 h with seconds in the force's zone, summer time included", () => {
    expect(new ZoneClock("Europe/London").time("2026-07-01T12:34:56Z")).toBe("13:34:56");
  });

  it("begins a day at 00, not at 24", () => {
    expect(new ZoneClock("Europe/London").time("2026-11-21T00:00:05Z")).toBe("00:00:05");
  });

  it.each([
    ["2026-07-01", "2026-06-30T23:00:00.000Z"],
    ["2026-11-21", "2026-11-21T00:00:00.000Z"],
    ["2026-10-25", "2026-10-24T23:00:00.000Z"],
  ])("knows when %s begins there", (day, instant) => {
    expect(new ZoneClock("Europe/London").beginOfDay(day).toISOString()).toBe(instant);
  });

  it("names UTC for the hover text", () => {
    expect(utcTime("2026-07-01T12:34:56.789Z")).toBe("2026-07-01 12:34:56 UTC");
  });
});
