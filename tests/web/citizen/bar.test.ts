import { describe, expect, it } from "vitest";
import { barOf } from "../../../web/citizen/bar";
import { ADMISSION, live } from "./fixtures";

const only = (...capabilities: typeof ADMISSION.capabilities) => ({ admission: { ...ADMISSION, capabilities } });

describe("barOf", () => {
  it.each([
    [live(), "see-and-hear"],
    [live({ microphone: "unavailable" }), "see"],
    [live({ microphone: "off", soundOff: true }), "see"],
    [live({ ...only("audio"), camera: "off" }), "hear"],
  ])("is red and says what goes out (%#)", (state, says) => {
    expect(barOf(state)).toMatchObject({ says, tone: "live" });
  });

  it.each([
    [0, "none"],
    [1, "one"],
    [3, "many"],
  ])("says that %i officers look", (watching, note) => {
    expect(barOf(live({ watching })).note).toBe(note);
  });

  it("never says that police can see while nothing is connected", () => {
    expect(barOf(live({ leg: "connecting", everConnected: false })).says).toBe("connecting");
    expect(barOf(live({ leg: "interrupted" })).says).toBe("again");
  });

  it("puts a pause before everything else", () => {
    expect(barOf(live({ paused: true, leg: "interrupted", camera: "paused" })).says).toBe("paused");
  });

  it("says that the camera has stopped, and why", () => {
    expect(barOf(live({ camera: "interrupted", stopped: "screen-locked" }))).toMatchObject({ says: "stopped", note: "away" });
    const call = live({ camera: "interrupted", microphone: "interrupted", stopped: "phone-call" });
    expect(barOf(call)).toMatchObject({ says: "stopped", note: "phone-call" });
  });

  it("says that a call has taken the sound while the picture goes on", () => {
    const state = live({ microphone: "interrupted", stopped: "phone-call" });
    expect(barOf(state)).toMatchObject({ says: "see", note: "phone-call", tone: "live" });
  });

  it("says that all lines are busy while it keeps trying", () => {
    expect(barOf(live({ leg: "refused", legCode: "no-free-worker" }))).toMatchObject({ says: "full", tone: "waiting" });
  });

  it.each(["low", "stills"] as const)("says what a weak signal makes of the picture: %s", (quality) => {
    expect(barOf(live({ quality, qualityReason: "network" }))).toMatchObject({ note: "quality", tone: "live" });
    expect(barOf(live({ quality, qualityReason: "officer" })).note).toBe("one");
  });

  it("says that police see stills though no video is connected, and not while the line is away", () => {
    const state = live({ leg: "refused", legCode: "no-free-worker", quality: "stills", qualityReason: "network" });
    expect(barOf(state)).toEqual({ says: "see", note: "quality", tone: "live" });
    expect(barOf({ ...state, connection: "waiting" }).says).toBe("full");
    expect(barOf({ ...state, camera: "paused", paused: true }).says).toBe("paused");
  });

  it("does not say that police see or hear what does not go out", () => {
    const state = live({ quality: "none", qualityReason: "network" });
    expect(barOf(state)).toMatchObject({ says: "place", note: "quality" });
    expect(barOf({ ...state, positions: "off" }).says).toBe("chat");
  });

  it("speaks of the place alone when only that is shared", () => {
    expect(barOf(live({ ...only("location"), camera: "off", microphone: "off", leg: "idle" })).says).toBe("place");
  });

  it("offers to write when nothing is shared yet", () => {
    const state = live({ camera: "off", microphone: "off", positions: "off", leg: "idle" });
    expect(barOf(state)).toMatchObject({ says: "chat", tone: "waiting" });
  });
});
