import { describe, expect, it } from "vitest";
import { captureMessage, conditionOf, type Seen } from "../../../../web/citizen/media/condition";

const well: Seen = {
  camera: "on",
  microphone: "on",
  microphoneFault: null,
  paused: false,
  soundOff: false,
  hidden: false,
  screenMayLock: false,
};

function told(seen: Partial<Seen>) {
  const all = { ...well, ...seen };
  const sent = { signal: "good", quality: "low", qualityReason: "network" } as const;
  const facts = { ...conditionOf(all), torch: "none" as const, cameras: 1, ...sent };
  const { camera, microphone, reason, ...said } = captureMessage(facts, all.microphoneFault);
  expect(said).toEqual({ type: "capture", signal: "good", quality: "low", quality_reason: "network" });
  return [camera, microphone, reason];
}

describe("what the officers are told", () => {
  it.each<[string, Partial<Seen>, ReturnType<typeof told>]>([
    ["all is well", {}, ["on", "on", null]],
    ["paused by choice", { paused: true }, ["paused", "paused", "citizen-choice"]],
    ["sound off by choice", { soundOff: true }, ["on", "off", "citizen-choice"]],
    ["microphone refused", { microphone: "off", microphoneFault: "refused" }, ["on", "unavailable", "refused"]],
    ["microphone in a call from the start", { microphone: "off", microphoneFault: "missing" }, ["on", "unavailable", "missing"]],
    ["a call takes the sound", { microphone: "interrupted" }, ["on", "interrupted", "phone-call"]],
    ["a call takes both", { camera: "interrupted", microphone: "interrupted" }, ["interrupted", "interrupted", "phone-call"]],
    ["another app comes to the front", { hidden: true }, ["interrupted", "on", "in-background"]],
    ["the screen locks by itself", { hidden: true, screenMayLock: true }, ["interrupted", "on", "screen-locked"]],
    ["sound was not agreed to", { microphone: "off" }, ["on", "off", null]],
  ])("is right when: %s", (_, seen, expected) => {
    expect(told(seen)).toEqual(expected);
  });
});
