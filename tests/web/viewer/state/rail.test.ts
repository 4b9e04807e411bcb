import { describe, expect, it } from "vitest";
import { sortForRail } from "../../../../web/viewer/state/rail";
import { anInvite, aSession, secondsAfterNoon } from "../examples";

const sessions = (...views: ReturnType<typeof aSession>[]) => new Map(views.map((view) => [view.session_id, view]));
const invites = (...views: ReturnType<typeof anInvite>[]) => new Map(views.map((view) => [view.invite_id, view]));

describe("the rail", () => {
  it("puts running sessions, open invites and the rest into three sections", () => {
    const rail = sortForRail(
      sessions(aSession(), aSession({ session_id: "over", state: "ended" })),
      invites(anInvite({ invite_id: "open" }), anInvite({ invite_id: "declined", state: "declined" })),
    );
    expect(rail.running.map(({ session_id }) => session_id)).toEqual(["session-1"]);
    expect(rail.open.map(({ invite_id }) => invite_id)).toEqual(["open"]);
    expect(rail.recent).toHaveLength(2);
  });

  it("shows an invite that became a session only as that session", () => {
    const rail = sortForRail(sessions(aSession()), invites(anInvite({ session_id: "session-1", state: "accepted" })));
    expect([rail.open, rail.recent]).toEqual([[], []]);
  });

  it("does so too before the invite itself has heard of its session", () => {
    const invite = anInvite({ invite_id: "the-same", session_id: null });
    const rail = sortForRail(sessions(aSession({ invite_id: "the-same" })), invites(invite));
    expect([rail.open, rail.recent]).toEqual([[], []]);
  });

  it("has the newest first", () => {
    const older = anInvite({ invite_id: "older" });
    const newer = anInvite({ invite_id: "newer", created_at: secondsAfterNoon(60) });
    expect(sortForRail(new Map(), invites(older, newer)).open.map(({ invite_id }) => invite_id)).toEqual([
      "newer",
      "older",
    ]);
  });
});
