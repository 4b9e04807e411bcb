import { describe, expect, it } from "vitest";
import { readPlace, writePlace, type Place } from "../../../../web/viewer/state/place";

describe("places", () => {
  it.each<[string, Place]>([
    ["#/", { kind: "watch", sessionIds: [] }],
    ["#/watch/a1,b-2", { kind: "watch", sessionIds: ["a1", "b-2"] }],
    ["#/new-invite", { kind: "new-invite" }],
    ["#/invite/i_1", { kind: "invite", inviteId: "i_1" }],
    ["#/replay/s1", { kind: "replay", sessionId: "s1" }],
    ["#/past", { kind: "past" }],
    ["#/sources", { kind: "sources" }],
    ["#/library", { kind: "library", query: "" }],
    ["#/library/words%3DAB%252F1%26kind%3Dclip", { kind: "library", query: "words=AB%2F1&kind=clip" }],
    ["#/material/m1", { kind: "material", materialId: "m1" }],
  ])("%s is read and written alike", (hash, place) => {
    expect(readPlace(hash)).toEqual(place);
    expect(writePlace(place)).toBe(hash);
  });

  it.each(["", "#", "#/replay/", "#/replay/../../x", "#/watch/%3Cscript%3E", "#/nowhere/1"])(
    "%s is the empty stage",
    (hash) => {
      expect(readPlace(hash)).toEqual({ kind: "watch", sessionIds: [] });
    },
  );
});
