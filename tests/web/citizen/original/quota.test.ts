import { describe, expect, it } from "vitest";
import { fits } from "../../../../web/citizen/original/quota";

describe("what a phone is asked to keep", () => {
  it("leaves a fifth of its room alone", () => {
    expect(fits(10, { usage: 70, quota: 100 })).toBe(true);
    expect(fits(11, { usage: 70, quota: 100 })).toBe(false);
  });

  it("has an end on the largest phone too", () => {
    expect(fits(1, { usage: 4_000_000_000, quota: 1e12 })).toBe(false);
  });

  it("is up to the store where the phone does not say", () => {
    expect(fits(1_000, {})).toBe(true);
  });
});
