import { describe, expect, it } from "vitest";
import { byKey, drawn, moved, onPicture, pictureWithin, sized, SMALLEST } from "../../../../../web/viewer/library/hiding/box";

const BOX = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };

describe("a box", () => {
  it("is moved and sized as far as the picture goes", () => {
    expect(moved(BOX, 0.9, -0.9)).toEqual({ ...BOX, x: 0.8, y: 0 });
    expect(sized(BOX, 0.9, 0.1)).toMatchObject({ x: 0.4, width: 0.6 });
    expect(sized(BOX, -0.9, -0.9)).toMatchObject({ width: SMALLEST, height: SMALLEST });
    expect(onPicture({ x: -1, y: 0.99, width: 3, height: 0 })).toEqual({ x: 0, y: 0.98, width: 1, height: SMALLEST });
  });

  it("goes by a hundredth with an arrow, and is sized with Shift", () => {
    expect(byKey(BOX, "ArrowLeft", false)?.x).toBeCloseTo(0.39);
    expect(byKey(BOX, "ArrowDown", false)?.y).toBeCloseTo(0.41);
    expect(byKey(BOX, "ArrowRight", true)).toMatchObject({ x: 0.4, width: expect.closeTo(0.21) as number });
    expect(byKey(BOX, "k", false)).toBeNull();
  });

  it("is drawn from any corner to any other", () => {
    for (const [from, to] of [
      [{ x: 0.1, y: 0.2 }, { x: 0.5, y: 0.4 }],
      [{ x: 0.5, y: 0.4 }, { x: 0.1, y: 0.2 }],
    ] as const)
      expect(drawn(from, to)).toEqual({ x: 0.1, y: 0.2, width: 0.4, height: 0.2 });
  });

  it("is placed on the picture and not on the bars beside it", () => {
    const element = { x: 10, y: 20, width: 1600, height: 900 };
    expect(pictureWithin(element, { width: 1280, height: 720 })).toEqual(element);
    expect(pictureWithin(element, { width: 450, height: 900 })).toEqual({ x: 585, y: 20, width: 450, height: 900 });
    expect(pictureWithin(element, { width: 1600, height: 300 })).toEqual({ x: 10, y: 320, width: 1600, height: 300 });
  });
});
