import { describe, expect, it } from "vitest";
import {
  byKey,
  drawn,
  fittings,
  moved,
  onPicture,
  pictureWithin,
  placeWords,
  sized,
  SMALLEST,
} from "../../../../../web/viewer/library/hiding/box";

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

  it("says where it is", () => {
    expect(placeWords({ x: 0.404, y: 0.35, width: 0.2, height: 0.3 })).toBe(
      "40% from the left, 35% from the top, 20% wide, 30% high",
    );
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

describe("the name and the handle of a box", () => {
  const PICTURE = { width: 640, height: 360 };
  const small = (x: number, y: number) => fittings({ x, y, width: 0.05, height: 0.05 }, PICTURE);

  it("stand within one that is large enough for both", () => {
    expect(fittings(BOX, PICTURE)).toBe("name-within");
    expect(fittings(BOX, { width: 360, height: 200 })).toBe("name-above handle-juts");
  });

  it("stand beside one that they would cover", () => {
    expect(small(0.4, 0.4)).toBe("name-above handle-juts");
  });

  it("are never cut off by the picture's edge", () => {
    expect(small(0.4, 0)).toBe("name-below handle-juts");
    expect(small(0.9, 0.4)).toBe("name-above name-leans handle-juts");
    expect(small(0.95, 0.95)).toBe("name-above name-leans");
  });
});
