import { beforeEach, describe, expect, it, vi } from "vitest";
import { Listening } from "../../../../web/citizen/media/listening";
import type { HearingState } from "../../../../web/citizen/state";
import { FakeLine, FakePeer, settle } from "../../shared/fake-leg";
import { WELCOME } from "../../shared/fake-web-socket";

class FakeStream {
  tracks: unknown[] = [];

  getTracks() {
    return this.tracks;
  }

  addTrack(track: unknown) {
    this.tracks = [...this.tracks, track];
  }

  removeTrack(track: unknown) {
    this.tracks = this.tracks.filter((one) => one !== track);
  }
}

function makeListening(play: () => Promise<void> = () => Promise.resolve(), kept: [string, string][] = []) {
  const line = new FakeLine();
  const peers: FakePeer[] = [];
  const heard: HearingState[] = [];
  const shelf = new Map(kept);
  const player = { srcObject: null as MediaStream | null, play: vi.fn(play), pause: vi.fn() };
  const listening = new Listening({
    sessionId: "s-1",
    line,
    send: (message) => line.send(message),
    iceServers: () => [],
    shelf: { getItem: (name) => shelf.get(name) ?? null, setItem: (name, text) => shelf.set(name, text) },
    onHearing: (hearing) => heard.push(hearing),
    player,
    makePeer: () => {
      const peer = new FakePeer();
      peers.push(peer);
      return peer as unknown as RTCPeerConnection;
    },
  });
  return { listening, line, peers, heard, player, kept: shelf };
}

describe("Listening", () => {
  beforeEach(() => {
    vi.stubGlobal("MediaStream", FakeStream);
  });

  it("asks, and neither sounds nor connects before the tap", () => {
    const { listening, line, peers, heard, player } = makeListening();
    listening.ask();
    listening.ask();
    expect(heard).toEqual(["asked"]);
    expect([peers, line.sent, player.play.mock.calls]).toEqual([[], [], []]);
  });

  it("plays within the tap, and hears when the leg is connected", async () => {
    const { listening, line, peers, heard, player } = makeListening();
    listening.ask();
    listening.start();
    expect(player.play).toHaveBeenCalledOnce();
    await settle();
    expect(line.types()).toEqual(["listen"]);
    expect(peers[0]?.transceivers).toEqual(["audio"]);
    peers[0]?.ontrack?.({ track: "voice" });
    peers[0]?.become("connected");
    expect((player.srcObject as unknown as FakeStream).tracks).toEqual(["voice"]);
    expect(heard).toEqual(["asked", "starting", "on"]);
  });

  it("asks again where the phone lets nothing sound", async () => {
    const { listening, peers, heard } = makeListening(() => Promise.reject(new DOMException("", "NotAllowedError")));
    listening.start();
    await settle();
    expect(heard.at(-1)).toBe("asked");
    expect(peers[0]?.closed).toBe(true);
  });

  it("falls silent at once, tells the officers, and keeps to it", async () => {
    const { listening, line, peers, heard, player, kept } = makeListening();
    listening.start();
    await settle();
    listening.stop();
    expect([player.srcObject, peers[0]?.closed, heard.at(-1)]).toEqual([null, true, "off"]);
    expect(line.types()).toEqual(["listen", "hangup", "unlisten"]);
    listening.ask();
    expect(heard.at(-1)).toBe("off");
    expect(kept.get("hearing")).toBe("off");
    line.hear(WELCOME);
    expect(line.types().at(-1)).toBe("unlisten");
    await settle();
    expect(peers).toHaveLength(1);
  });

  it("remembers a No over a reload, but not a Yes: only a tap begins a sound", () => {
    const no = makeListening(undefined, [["hearing", "off"]]);
    no.listening.ask();
    const yes = makeListening(undefined, [["hearing", "on"]]);
    yes.listening.ask();
    expect([no.heard, yes.heard]).toEqual([["off"], ["asked"]]);
  });
});
