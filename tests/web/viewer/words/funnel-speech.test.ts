import { describe, expect, it } from "vitest";
import type { InviteState, TroubleReason } from "../../../../web/shared/messages";
import { speak } from "../../../../web/viewer/words/funnel-speech";
import { TROUBLE_ADVICE } from "../../../../web/viewer/words/trouble-speech";
import { anInvite, NOON, secondsAfterNoon } from "../examples";

const at = secondsAfterNoon;
const TWENTY_SECONDS_ON = NOON + 20_000;
const spoken = (part: Parameters<typeof anInvite>[0], now = TWENTY_SECONDS_ON) =>
  speak(anInvite(part), "Example Police", now);

describe("while the caller is awaited", () => {
  it("says what happened, when, what is awaited, and what to say", () => {
    const speech = spoken({ funnel: { sent: at(1), delivered: at(5), opened: at(12), consented: at(12) } });
    expect(speech.headline).toBe("Agreed 8 s ago. Waiting for them to allow the camera.");
    expect(speech.say).toContain("tap Allow");
    expect(speech.tone).toBe("waiting");
  });

  it("gives the spoken code to compare before anyone opens a link", () => {
    expect(spoken({ funnel: { sent: at(1), delivered: at(5) } }).say).toContain("amber kettle");
  });

  it("names the force from which the text comes", () => {
    expect(spoken({ funnel: { sent: at(1) } }).say).toContain("Example Police");
  });

  it("says so when a step takes longer than usual", () => {
    const funnel = { sent: at(1) };
    expect(spoken({ funnel }, NOON + 10_000).headline).not.toContain("Longer than usual");
    expect(spoken({ funnel }, NOON + 60_000).headline).toContain("Longer than usual");
  });

  it("asks for the position when only that is missing", () => {
    const funnel = {
      sent: at(1),
      opened: at(2),
      consented: at(3),
      "camera-granted": at(4),
      connecting: at(5),
      "first-frame": at(6),
    };
    expect(spoken({ funnel }).say).toContain("“Share where I am”");
    expect(spoken({ funnel, language: "cy" }).say).toContain("“Rhannu ble'r ydw i”");
  });

  it("rests when everything is there", () => {
    const funnel = { opened: at(2), consented: at(3), "first-frame": at(6), "first-position": at(7) };
    expect(spoken({ funnel })).toMatchObject({ tone: "good", say: null });
  });

  it("names the button for files, which come when the caller chooses some", () => {
    const speech = spoken({ funnel: { opened: at(2), consented: at(3) }, capabilities: ["upload"] });
    expect(speech.headline).toBe("They can choose photos and videos now.");
    expect(speech.say).toContain("“Send photos or videos you already have”");
  });
});

describe("in trouble", () => {
  const trouble = (reason: TroubleReason) => ({ stage: "camera-granted", reason, at: at(15) }) as const;

  it("says why and the next sentence", () => {
    const speech = spoken({ trouble: trouble("camera-refused") });
    expect(speech.headline).toBe("They refused the camera. 5 s ago.");
    expect(speech.say).toBe("Tap the padlock beside the address, then Camera, then Allow. Then tap “Try again”.");
  });

  it.each(Object.keys(TROUBLE_ADVICE) as TroubleReason[])("has a sentence to say for %s", (reason) => {
    expect(spoken({ trouble: trouble(reason) }).say).toMatch(/[.?]$/);
  });

  it("offers to let a second phone in", () => {
    expect(spoken({ trouble: trouble("second-device") }).act).toBe("readmit");
  });
});

describe("when closed", () => {
  it.each<[InviteState, string]>([
    ["declined", "They said no."],
    ["expired", "The link ran out before they answered."],
    ["revoked", "The link was withdrawn. It does not work any more."],
  ])("says that an invite is %s", (state, headline) => {
    expect(spoken({ state })).toMatchObject({ tone: "closed", headline });
  });
});
