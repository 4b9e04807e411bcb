import { describe, expect, it } from "vitest";
import { standingOf, usableFirst } from "../../../../web/viewer/words/source-words";
import { aSession, aSource, NOON } from "../examples";

describe("the order of sources", () => {
  it("is as given, but what is revoked comes last", () => {
    const dead = aSource({ name: "dead", revoked_at: "2026-11-20T12:00:00Z" });
    const sources = [dead, aSource({ name: "one" }), aSource({ name: "other" })];
    expect(usableFirst(sources).map(({ name }) => name)).toEqual(["one", "other", "dead"]);
  });
});

describe("how a source stands", () => {
  it("says so while it sends", () => {
    const sends = aSession({ state: "live", up_leg_id: "leg" });
    expect(standingOf(aSource({ session_id: sends.session_id }), sends, NOON)).toEqual({
      tone: "live",
      word: "Sends now",
    });
  });

  it("tells one that has never sent from one that does not send now", () => {
    const over = aSession({ state: "ended", up_leg_id: "leg" });
    expect(standingOf(aSource(), undefined, NOON).word).toBe("Has not sent yet");
    expect(standingOf(aSource({ session_id: over.session_id }), over, NOON).word).toBe("Does not send now");
  });

  it("says when its token is no good any more", () => {
    expect(standingOf(aSource({ token_expires_at: "2026-11-21T12:00:00Z" }), undefined, NOON).word).toBe(
      "Token has run out",
    );
    expect(standingOf(aSource({ revoked_at: "2026-11-20T12:00:00Z" }), undefined, NOON).word).toBe("Revoked");
  });
});
