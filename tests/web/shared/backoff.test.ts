import { describe, expect, it } from "vitest";
import { backoffMilliseconds } from "../../../web/shared/backoff";

describe("backoffMilliseconds", () => {
  it("doubles its ceiling with every failure", () => {
    const ceilings = [1, 2, 3, 4].map((failures) => backoffMilliseconds(failures, () => 1));
    expect(ceilings).toEqual([1000, 2000, 4000, 8000]);
  });

  it("never waits longer than the longest time", () => {
    expect(backoffMilliseconds(50, () => 1)).toBe(15_000);
  });

  it("spreads waits over the whole range down to nothing", () => {
    expect(backoffMilliseconds(3, () => 0)).toBe(0);
    expect(backoffMilliseconds(3, () => 0.25)).toBe(1000);
  });
});
