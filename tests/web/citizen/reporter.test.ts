import { describe, expect, it } from "vitest";
import { Reporter } from "../../../web/citizen/reporter";
import type { Capture, CitizenMessage } from "../../../web/shared/messages";

function officers() {
  const heard: CitizenMessage[] = [];
  const line = { open: true };
  const reporter = new Reporter((message) => {
    if (line.open) heard.push(message);
    return line.open;
  });
  return { reporter, line, heard };
}

const capture: Capture = { type: "capture", camera: "on", microphone: "on", signal: "good", reason: null };

describe("Reporter", () => {
  it("says each stage once, and the camera only when it changes", () => {
    const { reporter, heard } = officers();
    reporter.progress("camera-granted");
    reporter.progress("camera-granted");
    reporter.capture(capture);
    reporter.capture({ ...capture });
    reporter.capture({ ...capture, signal: "weak" });
    expect(heard.map(({ type }) => type)).toEqual(["progress", "capture", "capture"]);
  });

  it("says again what holds after a reconnection, with the newest state of the camera", () => {
    const { reporter, line, heard } = officers();
    line.open = false;
    reporter.progress("camera-granted");
    reporter.capture(capture);
    reporter.capture({ ...capture, camera: "paused" });
    line.open = true;
    reporter.sayAgain();
    expect(heard).toEqual([
      { type: "progress", stage: "camera-granted" },
      { ...capture, camera: "paused" },
    ]);
  });

  it("brings trouble that could not be told at once, but not twice", () => {
    const { reporter, line, heard } = officers();
    line.open = false;
    reporter.trouble("camera-granted", "camera-refused");
    line.open = true;
    reporter.sayAgain();
    reporter.sayAgain();
    expect(heard).toEqual([{ type: "trouble", stage: "camera-granted", reason: "camera-refused" }]);
  });

  it("forgets trouble that is over", () => {
    const { reporter, line, heard } = officers();
    line.open = false;
    reporter.trouble("camera-granted", "camera-refused");
    reporter.troubleOver();
    line.open = true;
    reporter.sayAgain();
    expect(heard).toEqual([]);
  });
});
