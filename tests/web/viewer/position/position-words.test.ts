import { describe, expect, it } from "vitest";
import {
  accuracyFigure,
  accuracyWords,
  coordinates,
  movementWords,
} from "../../../../web/viewer/position/position-words";

describe("a position in words", () => {
  it("gives six decimals, trailing zeros kept", () => {
    expect(coordinates({ latitude: 51.5, longitude: -0.127758321 })).toBe("51.500000, -0.127758");
  });

  it.each([
    [8, "± 8 m", "this spot"],
    [65.4, "± 65 m", "this building or street"],
    [999, "± 999 m", "this neighbourhood only"],
    [1500, "± 1.5 km", "this area only: likely a mobile mast, not the phone"],
  ])("says what %d m of accuracy mean", (metres, figure, words) => {
    expect(accuracyFigure(metres)).toBe(figure);
    expect(accuracyWords(metres)).toBe(words);
  });

  it("says where someone moves, and nothing while they stand", () => {
    expect(movementWords({ speed: 1.4, heading: 44 })).toBe("3 mph north-east");
    expect(movementWords({ speed: 13.4, heading: 359 })).toBe("30 mph north");
    expect(movementWords({ speed: 0.2, heading: 90 })).toBeNull();
    expect(movementWords({ speed: null, heading: null })).toBeNull();
  });
});
