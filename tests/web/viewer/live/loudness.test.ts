import { describe, expect, it } from "vitest";
import { levelOf } from "../../../../web/viewer/live/loudness";

const constant = (amplitude: number) => new Float32Array(64).fill(amplitude);

describe("levelOf", () => {
  it("fills the meter by decibels, from silence to full scale", () => {
    expect(levelOf(constant(0))).toBe(0);
    expect(levelOf(constant(0.001))).toBeCloseTo(0);
    expect(levelOf(constant(0.0316))).toBeCloseTo(0.5, 2);
    expect(levelOf(constant(1))).toBe(1);
  });
});
