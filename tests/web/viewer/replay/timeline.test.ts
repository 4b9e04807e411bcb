import { describe, expect, it } from "vitest";
import type { RecordingView } from "../../../../web/shared/messages";
import { bounds, gapMarks, markOf, mediaTimeAt, wallTimeAt } from "../../../../web/viewer/replay/timeline";
import { NOON, secondsAfterNoon } from "../examples";

/** Two stretches of 10 s of media with 5 s missing between them. */
const STRETCHES = [
  { start: 0, duration: 10, beganAt: NOON },
  { start: 10, duration: 10, beganAt: NOON + 15_000 },
];

const RECORDING: RecordingView = {
  session_id: "session-1",
  state: "ended",
  began_at: secondsAfterNoon(0),
  ended_at: secondsAfterNoon(25),
  duration_seconds: 20,
  fragment_count: 10,
  codecs: ["avc1.42E01F"],
  gaps: [{ track: "all", began_at: secondsAfterNoon(10), ended_at: secondsAfterNoon(15), reason: "worker-lost" }],
  sealed: true,
};

describe("media time and wall clock", () => {
  it.each([
    [3, 3],
    [9.5, 9.5],
    [12, 17],
  ])("shows at %d s of media what happened %d s after the beginning", (media, wall) => {
    expect(wallTimeAt(STRETCHES, media)).toBe(NOON + wall * 1000);
    expect(mediaTimeAt(STRETCHES, NOON + wall * 1000)).toBe(media);
  });

  it("goes to the end of a gap that is asked for", () => {
    expect(mediaTimeAt(STRETCHES, NOON + 12_000)).toBe(10);
  });

  it("stays within the recording", () => {
    expect(mediaTimeAt(STRETCHES, NOON - 1000)).toBe(0);
    expect(mediaTimeAt(STRETCHES, NOON + 99_000)).toBe(20);
  });

  it("knows nothing before the playlist is there", () => {
    expect(wallTimeAt([], 3)).toBeNull();
    expect(mediaTimeAt([], NOON)).toBeNull();
  });
});

describe("the timeline", () => {
  it("draws a gap where it lies on the wall clock", () => {
    expect(gapMarks(RECORDING, NOON)).toMatchObject([{ from: 0.4, to: 0.6 }]);
  });

  it("draws what is marked where it lies, and a mark without an end as a point", () => {
    const whole = { from: NOON, to: NOON + 10_000 };
    expect(markOf({ from: NOON + 2000, to: NOON + 5000 }, whole)).toEqual({ from: 0.2, to: 0.5 });
    expect(markOf({ from: NOON + 2000, to: null }, whole)).toEqual({ from: 0.2, to: 0.2 });
  });

  it("of a running recording ends now", () => {
    expect(bounds({ ...RECORDING, ended_at: null }, NOON + 60_000)).toEqual({ from: NOON, to: NOON + 60_000 });
  });

  it("of nothing has no bounds", () => {
    expect(bounds({ ...RECORDING, began_at: null }, NOON)).toBeNull();
  });
});
