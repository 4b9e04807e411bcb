import { describe, expect, it } from "vitest";
import { linesIn, sideFor } from "../../../../web/viewer/map/grid-lines";
import { circleAround, trailFeatures } from "../../../../web/viewer/map/trail-layers";
import { aPosition } from "../examples";

const parts = (features: { properties: Record<string, unknown> | null }[]) =>
  features.map(({ properties }) => properties?.part);

describe("the accuracy circle", () => {
  it("is closed and as wide on the ground to the east as to the north", () => {
    const ring = circleAround(-2, 54, 100);
    const east = (ring[0]![0]! + 2) * 111_320 * Math.cos((54 * Math.PI) / 180);
    const north = (ring[16]![1]! - 54) * 111_320;
    expect(ring[0]).toEqual(ring.at(-1));
    expect(east).toBeCloseTo(100, 3);
    expect(north).toBeCloseTo(100, 3);
  });
});

describe("the trail", () => {
  it("draws every fix, the last as where the phone is now", () => {
    expect(parts(trailFeatures([aPosition(0), aPosition(1), aPosition(2)]).features)).toEqual([
      "line",
      "accuracy",
      "dot",
      "dot",
      "now",
    ]);
  });

  it("draws nothing before there is a fix", () => {
    expect(trailFeatures([]).features).toEqual([]);
  });
});

describe("the National Grid's lines", () => {
  it("are 1 km apart when near, 100 km from afar", () => {
    expect([sideFor(15), sideFor(10), sideFor(5)]).toEqual([1000, 10_000, 100_000]);
  });

  it("enclose what is in view", () => {
    const { features } = linesIn({ west: 529_500, east: 530_500, south: 179_500, north: 180_500 }, 1000);
    expect(features).toHaveLength(6);
  });
});
