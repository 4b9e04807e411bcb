import { describe, expect, it } from "vitest";
import { otherSpeaker, talkWords } from "../../../../web/viewer/words/talk-words";
import { aSession } from "../examples";

describe("talkWords", () => {
  it.each([
    ["on", "You are heard."],
    ["asked", "They have not turned on sound yet. Type instead."],
    ["off", "They have said no to sound. Type instead."],
    ["unasked", "They are being asked to turn on sound."],
  ] as const)("says to one who speaks whether they are heard: %s", (hearing, words) => {
    expect(talkWords("on", hearing, null)).toBe(words);
  });

  it("claims nothing before the voice gets through", () => {
    expect(talkWords("opening", "on", null)).toBe("One moment …");
    expect(talkWords("pausing", "on", null)).toBe("They have sound on.");
    expect(talkWords("quiet", "asked", null)).toBe("");
  });

  it("says what to do about a problem, also one that it does not know", () => {
    expect(talkWords("quiet", "asked", "microphone-refused")).toMatch(/Allow it .* press again/);
    expect(talkWords("quiet", "asked", "from-the-future")).toMatch(/Press again, or type/);
  });
});

describe("otherSpeaker", () => {
  it("names who has the word, if it is somebody else", () => {
    expect(otherSpeaker(aSession({ speaker_name: "Jo Evans" }), "Sam Patel")).toBe("Jo Evans");
    expect(otherSpeaker(aSession({ speaker_name: "Sam Patel" }), "Sam Patel")).toBeNull();
    expect(otherSpeaker(aSession({ speaker_name: null }), "Sam Patel")).toBeNull();
  });
});
