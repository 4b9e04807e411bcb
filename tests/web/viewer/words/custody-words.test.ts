import { describe, expect, it } from "vitest";
import { storyOf } from "../../../../web/viewer/words/custody-words";

const KHAN = { participant_id: "o-1", name: "PC Khan", role: "investigator" };

describe("the story of a chain", () => {
  it.each([
    ["viewed", {}, "PC Khan looked at it"],
    [
      "marked",
      { exhibit_ref: "AB/1", crime_number: "42/26" },
      "PC Khan marked it as exhibit AB/1, crime number 42/26",
    ],
    ["share-viewed", {}, "PC Khan viewed what was shared"],
    ["share-viewed", { file: "till 3.mp4" }, "PC Khan viewed till 3.mp4"],
    ["copied", { kind: "clip" }, "PC Khan had a clip made of it"],
    ["categorised", { category: "not-evidential" }, "PC Khan had it kept as Not evidential"],
    ["held", { review_on: "2027-01-01" }, "PC Khan put it on hold, to be looked at again by 1 Jan 2027"],
  ])("tells %s", (action, details, words) => {
    expect(storyOf({ action, details, actor: KHAN })).toBe(words);
  });

  it("says that the system itself acted where nobody did", () => {
    expect(storyOf({ action: "sealed", details: { version: 2 }, actor: null })).toBe(
      "The system sealed it, version 2",
    );
  });

  it("says of a copy that it was made, not by whom it was written down", () => {
    expect(storyOf({ action: "derived", details: { kind: "redacted" }, actor: null })).toBe(
      "It was made as a copy with faces hidden of the recording",
    );
  });

  it("says how a session ended, and no more than it knows", () => {
    const ended = (details: { reason?: string }) => storyOf({ action: "ended", details, actor: null });
    expect(ended({ reason: "officer" })).toBe("The system closed the session: ended by an officer");
    expect(ended({})).toBe("The system closed the session");
  });

  it("knows every action of the chain", () => {
    const actions = [
      ...["began", "consented", "ended", "sealed", "watched", "viewed", "downloaded", "exported", "uploaded"],
      ...["marked", "categorised", "copied", "derived", "shared", "share-opened", "share-viewed", "share-revoked"],
      ...["held", "released", "secured", "reviewed", "disposal-proposed", "disposal-approved", "disposal-refused"],
      ...["disposal-announced", "disposal-begun", "disposed", "verified"],
    ];
    for (const action of actions) expect(storyOf({ action, details: {}, actor: null })).not.toContain("noted");
  });

  it("names an action that it does not know", () => {
    expect(storyOf({ action: "moved-away", details: {}, actor: null })).toBe("The system noted “moved away”");
  });
});
