import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MediaLeg, type LegState } from "../../../web/shared/leg";
import { FakeLine, FakePeer } from "./fake-leg";
import { WELCOME } from "./fake-web-socket";

async function openLeg(line = new FakeLine()) {
  const peers: FakePeer[] = [];
  const states: [LegState, string | null][] = [];
  const leg = new MediaLeg({
    sessionId: "s-1",
    direction: "up",
    line,
    iceServers: () => [],
    prepare: () => undefined,
    onState: (state, code) => states.push([state, code]),
    makePeer: () => {
      peers.push(new FakePeer());
      return peers.at(-1) as unknown as RTCPeerConnection;
    },
    random: () => 0.5,
  });
  void leg.open();
  await vi.advanceTimersByTimeAsync(0);
  const answer = async () => {
    line.hear({ type: "answer", session_id: "s-1", leg_id: leg.legId, sdp: "answer" });
    await vi.advanceTimersByTimeAsync(0);
  };
  return { leg, line, peers, states, answer, peer: (index: number) => peers[index]! };
}

async function connectedLeg() {
  const all = await openLeg();
  await all.answer();
  all.peer(0).become("connected");
  return all;
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("MediaLeg", () => {
  it("offers at once and lets candidates follow", async () => {
    const { leg, line, peer } = await openLeg();
    expect(line.sent).toEqual([{ type: "offer", session_id: "s-1", leg_id: leg.legId, sdp: "offer" }]);
    peer(0).onicecandidate?.({ candidate: { candidate: "candidate:1" } });
    peer(0).onicecandidate?.({ candidate: null });
    await vi.advanceTimersByTimeAsync(100);
    expect(line.sent.at(-1)).toMatchObject({ type: "candidates", candidates: ["candidate:1"], last: true });
  });

  it("takes only the answer to its own offer", async () => {
    const { line, peer, answer } = await openLeg();
    line.hear({ type: "answer", session_id: "s-1", leg_id: "another", sdp: "wrong" });
    await vi.advanceTimersByTimeAsync(0);
    expect(peer(0).remoteDescription).toBeNull();
    await answer();
    expect(peer(0).remoteDescription).toEqual({ type: "answer", sdp: "answer" });
  });

  it("makes a new leg when the old one fails, and hangs the old one up", async () => {
    const { leg, line, peers, peer, states } = await connectedLeg();
    const old = leg.legId;
    peer(0).become("failed");
    await vi.advanceTimersByTimeAsync(500);
    expect(peer(0).closed).toBe(true);
    expect(peers).toHaveLength(2);
    expect(line.sent).toContainEqual({ type: "hangup", session_id: "s-1", leg_id: old });
    expect(line.offers()).toHaveLength(2);
    expect(leg.legId).not.toBe(old);
    expect(states.map(([state]) => state)).toEqual(["connecting", "connected", "interrupted", "connecting"]);
  });

  it("offers again when its worker is gone", async () => {
    const { leg, line, peers } = await connectedLeg();
    const gone = { type: "leg", session_id: "s-1", direction: "up", state: "closed", reason: "worker-gone" } as const;
    line.hear({ ...gone, leg_id: "another" });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(peers).toHaveLength(1);
    line.hear({ ...gone, leg_id: leg.legId });
    await vi.advanceTimersByTimeAsync(500);
    expect(line.offers()).toHaveLength(2);
  });

  it("says that every worker is full, waits as long as it was told, and tries again", async () => {
    const { leg, line, states } = await openLeg();
    line.hear({
      type: "refusal",
      session_id: "s-1",
      leg_id: leg.legId,
      code: "no-free-worker",
      text: "",
      retry_after_seconds: 5,
    });
    expect(states.at(-1)).toEqual(["refused", "no-free-worker"]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(line.offers()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(500);
    expect(line.offers()).toHaveLength(2);
  });

  it("waits out a short interruption", async () => {
    const { peers, peer, states } = await connectedLeg();
    peer(0).become("disconnected");
    await vi.advanceTimersByTimeAsync(4000);
    peer(0).become("connected");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(peers).toHaveLength(1);
    expect(states.at(-1)).toEqual(["connected", null]);
  });

  it("tries again when no answer comes", async () => {
    const { line } = await openLeg();
    await vi.advanceTimersByTimeAsync(10_500);
    expect(line.offers()).toHaveLength(2);
  });

  it("offers as soon as the connection is back, if it could not before", async () => {
    const line = new FakeLine();
    line.open = false;
    await openLeg(line);
    expect(line.sent).toEqual([]);
    line.open = true;
    line.hear(WELCOME);
    await vi.advanceTimersByTimeAsync(0);
    expect(line.offers()).toHaveLength(1);
  });

  it("goes on undisturbed when only the connection was away", async () => {
    const { line, peers } = await connectedLeg();
    line.hear(WELCOME);
    expect(peers).toHaveLength(1);
  });

  it("sends nothing and opens nothing after it is closed", async () => {
    const { leg, peers, line } = await connectedLeg();
    leg.close();
    const said = line.sent.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(peers).toHaveLength(1);
    expect(line.sent).toHaveLength(said);
  });
});
