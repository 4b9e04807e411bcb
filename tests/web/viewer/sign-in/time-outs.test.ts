import { describe, expect, it } from "vitest";
import { lapse } from "../../../../web/viewer/sign-in/time-outs";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("a sign-in", () => {
  it("lasts while someone is at the desk", () => {
    expect(lapse(0, 8 * HOUR, 8 * HOUR + 29 * MINUTE)).toBeNull();
  });

  it("lapses after half an hour without anyone", () => {
    expect(lapse(0, HOUR, HOUR + 30 * MINUTE)).toBe("idle");
  });

  it("lapses after twelve hours, whoever is at the desk", () => {
    expect(lapse(0, 12 * HOUR, 12 * HOUR)).toBe("shift");
  });
});
