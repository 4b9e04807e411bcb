import { describe, expect, it } from "vitest";
import {
  boxAt,
  change,
  draftOfPhotograph,
  hidingRequest,
  MIDDLE,
  newDraft,
  placed,
  withBox,
  withFaces,
  without,
} from "../../../../../web/viewer/library/hiding/draft";
import { NOON, secondsAfterNoon } from "../../examples";

const SPOT = { at: secondsAfterNoon(2), x: 0.1, y: 0.1, width: 0.2, height: 0.2 };
const FACES = ["1", "2"].map((face_id) => ({
  face_id,
  began_at: secondsAfterNoon(1),
  ended_at: secondsAfterNoon(5),
  spots: [SPOT, { ...SPOT, at: secondsAfterNoon(4), x: 0.5 }],
}));
const at = (seconds: number) => NOON + seconds * 1000;
const EMPTY = newDraft(at(0), at(10));
const FOUND = withFaces(EMPTY, "search-1", FACES);

describe("what is to be hidden", () => {
  it("is nothing that was found until somebody says so", () => {
    expect(FOUND.regions.map(({ name, hidden }) => [name, hidden])).toEqual([
      ["Face 1", false],
      ["Face 2", false],
    ]);
    expect(hidingRequest(FOUND, false, "SAR 12")).toContain("Nothing is to be hidden yet");
  });

  it("moves in a straight line between its spots, and is gone outside its time", () => {
    const [face] = FOUND.regions;
    if (!face) throw new Error("nothing was found");
    expect(boxAt(face, at(0.9))).toBeNull();
    expect(boxAt(face, at(1))?.x).toBe(0.1);
    expect(boxAt(face, at(3))?.x).toBeCloseTo(0.3);
    expect(boxAt(face, at(5))?.x).toBe(0.5);
    expect(boxAt(face, at(5.1))).toBeNull();
  });

  it("becomes a request that names the faces and holds the boxes", () => {
    const draft = withBox(change(FOUND, "2", { hidden: true }), at(3), MIDDLE);
    expect(hidingRequest(draft, true, " SAR 12 ")).toEqual({
      kind: "redacted",
      began_at: secondsAfterNoon(0),
      ended_at: secondsAfterNoon(10),
      exact: true,
      reason: "SAR 12",
      redaction: {
        search_id: "search-1",
        face_ids: ["2"],
        drawn: [
          { began_at: secondsAfterNoon(0), ended_at: secondsAfterNoon(10), spots: [{ at: secondsAfterNoon(3), ...MIDDLE }] },
        ],
        silent: true,
      },
    });
  });

  it("may be the sound alone", () => {
    expect(hidingRequest(EMPTY, true, "SAR 12")).toMatchObject({ redaction: { drawn: [], face_ids: [], silent: true } });
  });

  it("says what is wanting", () => {
    const drawn = withBox(EMPTY, at(3), MIDDLE);
    expect(hidingRequest(drawn, false, " ")).toContain("Say why");
    expect(hidingRequest(change(drawn, "box-1", { to: at(0) }), false, "SAR")).toContain("Box 1 ends before it begins");
  });
});

describe("a drawn box", () => {
  const drawn = withBox(withBox(FOUND, at(3), MIDDLE), at(30), MIDDLE);

  it("has a name of its own, lasts as long as the copy, and lies within its time", () => {
    expect(drawn.regions.slice(2).map(({ name, from, to, spots }) => [name, from, to, spots[0]?.at])).toEqual([
      ["Box 1", at(0), at(10), at(3)],
      ["Box 2", at(0), at(10), at(10)],
    ]);
    expect(withBox(without(drawn, "box-1"), at(3), MIDDLE).regions.at(-1)?.name).toBe("Box 3");
  });

  it("goes to where it is put at another time, and stays where it was put before", () => {
    const there = { ...MIDDLE, x: 0.8 };
    const box = placed(placed(drawn, "box-1", at(1), there), "box-1", at(1), MIDDLE).regions[2];
    expect(box?.spots.map((spot) => [spot.at, spot.box.x])).toEqual([
      [at(1), 0.4],
      [at(3), 0.4],
    ]);
    expect(placed(drawn, "nobody", at(1), there)).toBe(drawn);
  });

  it("stays when faces are looked for again", () => {
    expect(withFaces(drawn, "search-2", []).regions.map(({ name }) => name)).toEqual(["Box 1", "Box 2"]);
  });
});

describe("a photograph", () => {
  const draft = withBox(draftOfPhotograph(0), 0, MIDDLE);

  it("is a film of one picture that lasts a second", () => {
    expect(hidingRequest(draft, false, "SAR 12")).toMatchObject({
      kind: "redacted",
      began_at: "1970-01-01T00:00:00.000Z",
      ended_at: "1970-01-01T00:00:01.000Z",
      redaction: {
        drawn: [{ began_at: "1970-01-01T00:00:00.000Z", ended_at: "1970-01-01T00:00:01.000Z" }],
        silent: false,
      },
    });
  });

  it("has no sound that could be left out", () => {
    expect(hidingRequest(draftOfPhotograph(0), false, "SAR 12")).toBe("Nothing is to be hidden yet. Tick a face, or draw a box.");
  });
});
