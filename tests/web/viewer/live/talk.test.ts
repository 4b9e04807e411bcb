import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Loudness } from "../../../../web/viewer/live/loudness";
import { Talk, type TalkState } from "../../../../web/viewer/live/talk";
import { FakeLine, FakePeer, settle } from "../../shared/fake-leg";

class FakeTrack {
  enabled = true;
  stopped = false;

  stop() {
    this.stopped = true;
  }
}

/** Names what is sent; nothing is in it. */
class FakeStream {
  readonly active = false;
}

function makeTalk(ask?: () => Promise<MediaStream>) {
  const line = new FakeLine();
  const peers: FakePeer[] = [];
  const states: TalkState[] = [];
  const track = new FakeTrack();
  const microphone = { getTracks: () => [track], getAudioTracks: () => [track] } as unknown as MediaStream;
  const getMicrophone = vi.fn(ask ?? (() => Promise.resolve(microphone)));
  const talk: Talk = new Talk({
    sessionId: "s-1",
    line,
    send: (message) => line.send(message),
    iceServers: () => [],
    onChange: () => {
      if (talk.state !== states.at(-1)) states.push(talk.state);
    },
    getMicrophone,
    makeLoudness: () => ({ level: 0.5, close: () => undefined }) as unknown as Loudness,
    makePeer: () => {
      const peer = new FakePeer();
      peers.push(peer);
      return peer as unknown as RTCPeerConnection;
    },
  });
  const speak = async () => {
    void talk.begin();
    await settle();
    peers.at(-1)?.become("connected");
  };
  return { talk, line, peers, states, track, getMicrophone, speak };
}

describe("Talk", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("MediaStream", FakeStream);
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it("touches no microphone before it is asked to", () => {
    const { talk, getMicrophone } = makeTalk();
    expect([talk.state, talk.level, getMicrophone.mock.calls]).toEqual(["quiet", 0, []]);
  });

  it("speaks over a leg of its own", async () => {
    const { talk, line, states, speak } = makeTalk();
    await speak();
    expect(states).toEqual(["asking", "opening", "on"]);
    expect(line.types()).toEqual(["talk"]);
    expect(talk.level).toBe(0.5);
  });

  it("falls silent at once when let go, and closes a moment later", async () => {
    const { talk, line, track, speak } = makeTalk();
    await speak();
    talk.pause();
    expect([track.enabled, talk.state, line.types()]).toEqual([false, "pausing", ["talk"]]);
    vi.advanceTimersByTime(4000);
    expect([track.stopped, talk.state, line.types()]).toEqual([true, "quiet", ["talk", "hangup"]]);
  });

  it("goes on over the same leg when pressed again soon", async () => {
    const { talk, peers, track, getMicrophone, speak } = makeTalk();
    await speak();
    talk.pause();
    vi.advanceTimersByTime(3000);
    await talk.begin();
    vi.advanceTimersByTime(3000);
    expect([talk.state, track.enabled, peers.length, getMicrophone.mock.calls.length]).toEqual(["on", true, 1, 1]);
  });

  it("sends nothing of one who let go while the way was opened", async () => {
    const { talk, peers, track } = makeTalk();
    void talk.begin();
    await settle();
    talk.pause();
    peers[0]?.become("connected");
    expect([talk.state, track.enabled]).toEqual(["pausing", false]);
  });

  it("asks to press again where the browser's question took the button away", async () => {
    const { talk, peers, track } = makeTalk();
    const asked = talk.begin();
    talk.pause();
    await asked;
    expect([talk.state, talk.problem, track.stopped, peers]).toEqual(["quiet", "let-go", true, []]);
  });

  it.each([
    ["NotAllowedError", "microphone-refused"],
    ["NotFoundError", "no-microphone"],
  ])("explains a microphone that is not to be had: %s", async (name, problem) => {
    const { talk } = makeTalk(() => Promise.reject(new DOMException("", name)));
    await talk.begin();
    expect([talk.state, talk.problem]).toEqual(["quiet", problem]);
  });

  it("does not try again by itself after a refusal", async () => {
    const { talk, line, peers, track } = makeTalk();
    await talk.begin();
    await settle();
    const [offer] = line.sent;
    const legId = offer?.type === "talk" ? offer.leg_id : "";
    line.hear({ type: "refusal", session_id: "s-1", leg_id: legId, code: "someone-speaks", text: "No." });
    vi.advanceTimersByTime(60_000);
    expect([talk.state, talk.problem, peers.length, track.stopped]).toEqual(["quiet", "someone-speaks", 1, true]);
  });

  it("ends with the leg, and by itself after two minutes", async () => {
    const lost = makeTalk();
    await lost.speak();
    lost.peers[0]?.become("failed");
    expect([lost.talk.state, lost.talk.problem]).toEqual(["quiet", "connection-failed"]);
    const long = makeTalk();
    await long.speak();
    vi.advanceTimersByTime(120_000);
    expect([long.talk.state, long.talk.problem]).toEqual(["quiet", "too-long"]);
  });
});
