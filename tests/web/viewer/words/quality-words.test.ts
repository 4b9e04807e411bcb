import { describe, expect, it } from "vitest";
import type { SessionView } from "../../../../web/shared/messages";
import { qualityWords } from "../../../../web/viewer/words/quality-words";
import { aSession, NOON } from "../examples";

type Sent = Pick<NonNullable<SessionView["capture"]>, "quality" | "quality_reason">;

function sending(sent: Sent, part: Partial<SessionView> = {}): SessionView {
  return aSession({ capture: { camera: "on", microphone: "on", signal: "good", ...sent }, ...part });
}

describe("qualityWords", () => {
  it.each<[Sent, string | null]>([
    [{ quality: "normal", quality_reason: null }, null],
    [{ quality: "sharp", quality_reason: "officer" }, "Sharp picture: as asked"],
    [{ quality: "normal", quality_reason: "network" }, "Normal picture: weak network"],
    [{ quality: "low", quality_reason: "network" }, "Low quality: weak network"],
    [{ quality: "stills", quality_reason: "network" }, "Still pictures: weak network, last 3 s ago"],
    [{ quality: "none", quality_reason: "network" }, "No picture, position and chat only: weak network"],
  ])("says of %j: %s", (sent, words) => {
    expect(qualityWords(sending(sent), sent.quality === "stills" ? NOON - 3000 : null, NOON)).toBe(words);
  });

  it("says nothing of a last still before the first one", () => {
    const stills = sending({ quality: "stills", quality_reason: "officer" });
    expect(qualityWords(stills, null, NOON)).toBe("Still pictures: as asked");
  });

  it.each(["low", "normal"] as const)("says how old the still is that stands until the %s picture comes", (quality) => {
    const words = "Still pictures until the video comes, last 8 s ago";
    expect(qualityWords(sending({ quality, quality_reason: null }), NOON - 8000, NOON)).toBe(words);
  });

  it("says nothing of a phone that has said nothing, nor after the end", () => {
    expect(qualityWords(aSession(), null, NOON)).toBeNull();
    expect(qualityWords(sending({ quality: "low", quality_reason: "network" }, { state: "ended" }), null, NOON)).toBeNull();
  });
});
