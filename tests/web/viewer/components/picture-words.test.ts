import { describe, expect, it } from "vitest";
import { isLive, isThere, signalOf } from "../../../../web/viewer/components/picture-words";
import { aSession } from "../examples";

const CAMERA = { source_id: "source-1", name: "M4 J3 camera 2", kind: "roadside" } as const;

describe("who is at the other end", () => {
  it("is a citizen whose page is connected", () => {
    expect(isThere(aSession())).toBe(true);
    expect(isThere(aSession({ citizen_connected: false }))).toBe(false);
    expect(signalOf(aSession({ citizen_connected: false })).word).toBe("Phone not connected");
  });

  it("is a camera that sends, which has no page to connect", () => {
    const sending = aSession({ camera: CAMERA, invite_id: null, citizen_connected: false });
    expect(isThere(sending)).toBe(true);
    expect(signalOf(sending).word).toBe("Camera sends");
    expect(signalOf({ ...sending, up_leg_id: null }).word).toBe("Camera not connected");
  });
});

describe("a picture that is called live", () => {
  const live = aSession({ state: "live", worker_id: "worker-1", up_leg_id: "leg-1" });

  it("moves, and nothing lies over it", () => {
    expect(isLive(live, { state: "connected", code: null }, true)).toBe(true);
    expect(isLive(live, { state: "connected", code: null }, false)).toBe(false);
    expect(isLive({ ...live, state: "ended" }, { state: "connected", code: null }, true)).toBe(false);
  });

  it("is not one that is being fetched again, though its last frame came a moment ago", () => {
    expect(isLive(live, { state: "interrupted", code: null }, true)).toBe(false);
  });
});
