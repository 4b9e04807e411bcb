import { describe, expect, it } from "vitest";
import { adviceOf, cameraFault, positionFault } from "../../../../web/citizen/phone/fault";
import { ANDROID, IPHONE } from "../fixtures";

describe("cameraFault", () => {
  it.each([
    ["NotAllowedError", "camera-refused"],
    ["SecurityError", "camera-refused"],
    ["NotFoundError", "camera-missing"],
    ["OverconstrainedError", "camera-missing"],
    ["NotReadableError", "camera-busy"],
    ["AbortError", "camera-busy"],
    ["SomethingNewError", "camera-busy"],
  ])("takes %s for %s", (name, fault) => {
    expect(cameraFault(new DOMException("", name))).toBe(fault);
  });
});

describe("positionFault", () => {
  it("tells a refusal from a phone that does not know", () => {
    expect([1, 2, 3].map(positionFault)).toEqual(["position-refused", "position-unavailable", "position-unavailable"]);
  });
});

describe("adviceOf", () => {
  it("says what to tap on this phone when something was refused", () => {
    expect(adviceOf("camera-refused", IPHONE)).toBe("fault.camera-refused.ios-safari");
    expect(adviceOf("camera-refused", { ...IPHONE, standard: false })).toBe("fault.camera-refused.ios-other");
    expect(adviceOf("position-refused", ANDROID)).toBe("fault.position-refused.android");
    expect(adviceOf("microphone-refused", { system: "other", standard: false, inApp: false })).toBe(
      "fault.microphone-refused.other",
    );
  });

  it("says the same on every phone where the phone makes no difference", () => {
    expect(adviceOf("camera-busy", IPHONE)).toBe(adviceOf("camera-busy", ANDROID));
  });
});
