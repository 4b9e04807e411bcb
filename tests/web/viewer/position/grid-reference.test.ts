import { describe, expect, it } from "vitest";
import { eastingNorthing, gridReference, placeOf } from "../../../../web/viewer/position/grid-reference";

/** Published places: Ordnance Survey's worked example (OSGB36 turned to WGS 84), trig pillars, and landmarks. */
const KNOWN: [string, number, number, string][] = [
  ["Caister water tower, the Ordnance Survey's own example", 52.65798, 1.71605, "TG 5140 1317"],
  ["Ben Nevis trig pillar", 56.796856, -5.003508, "NN 1666 7128"],
  ["Yr Wyddfa trig pillar", 53.068497, -4.076231, "SH 6098 5437"],
  ["Scafell Pike trig pillar", 54.454222, -3.211528, "NY 2154 0721"],
];

describe("grid references", () => {
  it.each(KNOWN)("places %s within 10 m", (_name, latitude, longitude, expected) => {
    const [letters, easting, northing] = expected.split(" ");
    const [foundLetters, foundEasting, foundNorthing] = gridReference(latitude, longitude)!.split(" ");
    expect(foundLetters).toBe(letters);
    expect(Math.abs(Number(foundEasting) - Number(easting))).toBeLessThanOrEqual(1);
    expect(Math.abs(Number(foundNorthing) - Number(northing))).toBeLessThanOrEqual(1);
  });

  it("keeps leading zeros, so that every reference has its digits", () => {
    const { latitude, longitude } = placeOf(400_015, 300_025);
    expect(gridReference(latitude, longitude)).toMatch(/^SK 000\d 000\d$/);
  });

  it.each([
    ["Paris", 48.8566, 2.3522],
    ["Dublin's Atlantic", 53.3, -12],
    ["the equator", 0, 0],
  ])("are not made up for %s", (_name, latitude, longitude) => {
    expect(gridReference(latitude, longitude)).toBeNull();
    expect(eastingNorthing(latitude, longitude)).toBeNull();
  });

  it("and back again is the same place within a metre", () => {
    const place = placeOf(530_047, 179_951);
    const there = eastingNorthing(place.latitude, place.longitude)!;
    expect(Math.hypot(there.easting - 530_047, there.northing - 179_951)).toBeLessThan(1);
  });
});
