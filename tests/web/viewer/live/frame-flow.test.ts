import { describe, expect, it } from "vitest";
import { FrameFlow } from "../../../../web/viewer/live/frame-flow";

const NOW = 1_700_000_000_000;

/** Frames that came from `from` to `to`, 15 a second. */
function flow(frames: FrameFlow, from: number, to: number): void {
  for (let at = from; at <= to; at += 66) frames.frameCame(at);
}

describe("FrameFlow", () => {
  it("moves until no frame has come for four seconds", () => {
    const frames = new FrameFlow();
    expect(frames.moves(NOW)).toBe(false);
    frames.frameCame(NOW);
    expect(frames.moves(NOW + 3999)).toBe(true);
    expect(frames.moves(NOW + 4000)).toBe(false);
  });

  it("yields to a still that comes after the last flowing frame, and to none that comes among them", () => {
    const frames = new FrameFlow();
    flow(frames, NOW, NOW + 5000);
    expect(frames.yieldsTo(NOW + 5200)).toBe(false);
    expect(frames.yieldsTo(NOW + 8000)).toBe(true);
  });

  it("goes on yielding while single frames come, and no longer once they flow", () => {
    const frames = new FrameFlow();
    for (const at of [1000, 1400, 2200, 3100, 6000]) frames.frameCame(NOW + at);
    expect(frames.yieldsTo(NOW)).toBe(true);
    flow(frames, NOW + 6066, NOW + 7100);
    expect(frames.yieldsTo(NOW)).toBe(false);
  });
});
