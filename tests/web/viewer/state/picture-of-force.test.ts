import { describe, expect, it } from "vitest";
import type { ParticipantEvent } from "../../../../web/shared/messages";
import {
  EMPTY_FORCE,
  chatUnderway,
  failChat,
  sayChat,
  sessionOfSource,
  take,
  takeHistory,
  takeSessions,
  type Force,
} from "../../../../web/viewer/state/picture-of-force";
import { anInvite, aPosition, aSession, aSource, NOON, secondsAfterNoon } from "../examples";

function after(...events: ParticipantEvent[]): Force {
  return events.reduce((force, event) => take(force, event, NOON), EMPTY_FORCE);
}

const line = {
  message_id: "mine",
  ref: "ref-1",
  sender: "officer",
  sender_name: "PC 4411",
  text: "Are you safe?",
  sent_at: secondsAfterNoon(1),
};
const said = (ref: string, messageId: string, seconds: number) =>
  ({
    type: "chat",
    session_id: "session-1",
    ref,
    message: {
      message_id: messageId,
      sender: "officer",
      sender_name: "PC 4411",
      text: "Are you safe?",
      sent_at: secondsAfterNoon(seconds),
    },
  }) as const;

describe("sessions and invites", () => {
  it("are kept by their id, the newest word counting", () => {
    const force = after(
      { type: "session", session: aSession() },
      { type: "session", session: aSession({ worker_id: "worker-2" }) },
    );
    expect([...force.sessions.values()].map(({ worker_id }) => worker_id)).toEqual(["worker-2"]);
  });

  it("that have ended do not begin again when an old answer comes late", () => {
    const force = takeSessions(after({ type: "session", session: aSession({ state: "ended" }) }), [
      aSession({ state: "live" }),
    ]);
    expect(force.sessions.get("session-1")?.state).toBe("ended");
  });

  it("do not go back to an older word that comes late, but for who is there", () => {
    const capture = { camera: "on", microphone: "on", signal: "good", quality: "stills" } as const;
    const force = after(
      { type: "session", session: aSession({ version: 3, capture }) },
      { type: "session", session: aSession({ version: 2, watchers: ["PC 4411"], citizen_connected: false }) },
      { type: "invite", invite: anInvite({ version: 3, state: "opened" }) },
      { type: "invite", invite: anInvite({ version: 2, state: "sent" }) },
    );
    const here = { watchers: ["PC 4411"], citizen_connected: false };
    expect(force.sessions.get("session-1")).toEqual(aSession({ version: 3, capture, ...here }));
    expect(force.invites.get("invite-1")?.state).toBe("opened");
  });

  it("end with the reason given", () => {
    const force = after(
      { type: "session", session: aSession() },
      { type: "ended", session_id: "session-1", reason: "citizen" },
    );
    expect(force.sessions.get("session-1")).toMatchObject({ state: "ended", end_reason: "citizen" });
  });

  it("follow an invite through its funnel", () => {
    const force = after(
      { type: "invite", invite: anInvite() },
      { type: "invite", invite: anInvite({ state: "opened" }) },
    );
    expect(force.invites.get("invite-1")?.state).toBe("opened");
  });

  it("leave what was known before untouched", () => {
    const before = after({ type: "session", session: aSession() });
    take(before, { type: "session", session: aSession({ session_id: "session-2" }) }, NOON);
    expect(before.sessions.size).toBe(1);
  });
});

describe("positions", () => {
  it("come in the phone's order, each once, however they arrive", () => {
    const force = after(
      { type: "positions", session_id: "session-1", positions: [aPosition(2), aPosition(0)] },
      { type: "positions", session_id: "session-1", positions: [aPosition(1), aPosition(2)] },
    );
    expect(force.trails.get("session-1")?.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
  });

  it("come with a session, too", () => {
    const force = after({ type: "session", session: aSession({ last_position: aPosition(7) }) });
    expect(force.trails.get("session-1")).toHaveLength(1);
  });
});

describe("chat", () => {
  const saying = sayChat(EMPTY_FORCE, "session-1", { ...line, standing: "sending" });

  it("shows a line of ours once, when it comes back from the server", () => {
    const force = take(saying, said("ref-1", "from-server", 2), NOON);
    expect(force.chats.get("session-1")).toMatchObject([{ message_id: "from-server", standing: "sent" }]);
  });

  it("does not double a line that comes twice", () => {
    const force = after(said("ref-9", "m9", 2), said("ref-9", "m9", 2));
    expect(force.chats.get("session-1")).toHaveLength(1);
  });

  it("keeps a line that could not be sent, and says why", () => {
    const force = take(saying, { type: "error", code: "session-ended", text: "This has ended.", ref: "ref-1" }, NOON);
    expect(force.chats.get("session-1")).toMatchObject([
      { standing: "failed", problem: "This has ended.", text: "Are you safe?" },
    ]);
  });

  it("does not call a line failed that has arrived", () => {
    const force = failChat(take(saying, said("ref-1", "from-server", 2), NOON), "ref-1", "too late");
    expect(force.chats.get("session-1")).toMatchObject([{ standing: "sent" }]);
  });

  it("names the lines under way, to be sent again after a cut", () => {
    const failed = failChat(saying, "ref-1", "too late");
    const arrived = take(saying, said("ref-1", "from-server", 2), NOON);
    expect(chatUnderway(saying)).toEqual([{ sessionId: "session-1", text: "Are you safe?", ref: "ref-1" }]);
    expect([chatUnderway(failed), chatUnderway(arrived)]).toEqual([[], []]);
  });

  it("keeps unsent lines when the history is read again", () => {
    const history = [said("ref-8", "m8", 0).message];
    const force = takeHistory(saying, "session-1", history);
    expect(force.chats.get("session-1")?.map(({ standing }) => standing)).toEqual(["sent", "sending"]);
  });

  it("is sorted by the server's time", () => {
    const force = after(said("ref-2", "later", 9), said("ref-3", "earlier", 3));
    expect(force.chats.get("session-1")?.map(({ message_id }) => message_id)).toEqual(["earlier", "later"]);
  });
});

describe("the clock", () => {
  it("is the server's", () => {
    const welcome = {
      participant_id: "p",
      name: "PC",
      role: "call-handler",
      reconnect_after_seconds: 1,
      ping_every_seconds: 1,
    };
    expect(after({ type: "welcome", ...welcome, server_time: secondsAfterNoon(7) }).skew).toBe(7000);
  });
});

describe("stills", () => {
  const still = (sequence: number) =>
    ({
      type: "still",
      session_id: "session-1",
      sequence,
      captured_at: secondsAfterNoon(sequence),
      received_at: secondsAfterNoon(sequence + 1),
      jpeg: "/9j/",
      width: 640,
      height: 360,
    }) as const;

  it("keep the newest of each session, with when it came", () => {
    const { stills } = after(still(3), still(5), { ...still(9), session_id: "session-2" });
    expect(stills.get("session-1")).toEqual({ still: still(5), cameAt: NOON });
    expect(stills.get("session-2")?.still.sequence).toBe(9);
  });

  it("take no notice of one that comes late or twice", () => {
    const force = after(still(5));
    expect(take(force, still(4), NOON + 1000).stills).toBe(force.stills);
    expect(take(force, still(5), NOON + 1000).stills).toBe(force.stills);
  });
});

describe("sessionOfSource", () => {
  const camera = { source_id: "source-1", name: "M4 J3 camera 2", kind: "roadside" } as const;
  const ended = aSession({ session_id: "old", camera, state: "ended" });

  it("is the one that it sends to now, though the list of sources does not name it yet", () => {
    const running = aSession({ session_id: "new", camera, state: "live" });
    const force = takeSessions(EMPTY_FORCE, [ended, running]);
    expect(sessionOfSource(force, aSource({ session_id: "old" }))).toEqual(running);
  });

  it("is else the last one, and none of another camera's", () => {
    const other = aSession({ session_id: "other", camera: { ...camera, source_id: "source-2" }, state: "live" });
    const force = takeSessions(EMPTY_FORCE, [ended, other]);
    expect(sessionOfSource(force, aSource({ session_id: "old" }))).toEqual(ended);
    expect(sessionOfSource(force, aSource())).toBeUndefined();
  });
});
