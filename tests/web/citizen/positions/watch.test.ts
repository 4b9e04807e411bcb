import { describe, expect, it } from "vitest";
import { fixOf } from "../../../../web/citizen/positions/watch";

const coords = {
  latitude: 51.477928,
  longitude: -0.001545,
  accuracy: 12.5,
  altitude: null,
  altitudeAccuracy: null,
  heading: Number.NaN,
  speed: 0,
} as GeolocationCoordinates;

describe("fixOf", () => {
  it("says a W3C position in the words of the wire; standing still it has no heading", () => {
    expect(fixOf({ coords, timestamp: Date.UTC(2026, 10, 21, 10) })).toEqual({
      latitude: 51.477928,
      longitude: -0.001545,
      accuracy: 12.5,
      fixed_at: "2026-11-21T10:00:00.000Z",
      altitude: null,
      altitude_accuracy: null,
      heading: null,
      speed: 0,
    });
  });
});
