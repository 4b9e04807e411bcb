import { describe, expect, it } from "vitest";
import citizenMessages from "../../golden/citizen-messages.json";
import officerMessages from "../../golden/officer-messages.json";
import participantEvents from "../../golden/participant-events.json";
import { parseEvent, type CitizenMessage, type OfficerMessage } from "../../../web/shared/messages";

const byType = (messages: { type: string }[]) => Object.fromEntries(messages.map((message) => [message.type, message]));

const sdp = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";
const leg = { session_id: "s-1", leg_id: "leg-1" };

/** Written with the generated types: what TypeScript calls a message is what Python accepts. */
const shared: { [Type in (CitizenMessage & OfficerMessage)["type"]]: Extract<CitizenMessage, { type: Type }> } = {
  hello: { type: "hello" },
  ping: { type: "ping" },
  offer: { type: "offer", ...leg, sdp },
  candidates: {
    type: "candidates",
    ...leg,
    candidates: ["candidate:1 1 udp 2113937151 192.0.2.1 50000 typ host"],
    last: true,
  },
  hangup: { type: "hangup", ...leg },
  chat: { type: "chat", session_id: "s-1", text: "I can't speak: he's in the next room.", ref: "ref-1" },
  end: { type: "end", session_id: "s-1" },
};

const citizen: { [Type in CitizenMessage["type"]]: Extract<CitizenMessage, { type: Type }> } = {
  ...shared,
  listen: { type: "listen", ...leg, sdp },
  unlisten: { type: "unlisten", session_id: "s-1" },
  progress: { type: "progress", stage: "camera-granted" },
  trouble: { type: "trouble", stage: "first-position", reason: "position-refused" },
  capture: {
    type: "capture",
    camera: "interrupted",
    microphone: "on",
    signal: "weak",
    reason: "screen-locked",
    quality: "low",
    quality_reason: "network",
  },
  still: {
    type: "still",
    session_id: "s-1",
    sequence: 1795200000,
    captured_at: "2026-11-21T10:00:00Z",
    jpeg: "/9j/4AAQSkZJRg==",
    width: 640,
    height: 360,
  },
};

const officer: { [Type in OfficerMessage["type"]]: Extract<OfficerMessage, { type: Type }> } = {
  ...shared,
  talk: { type: "talk", ...leg, sdp },
  watch: { type: "watch", session_id: "s-1" },
  unwatch: { type: "unwatch", session_id: "s-1" },
  "ask-quality": { type: "ask-quality", session_id: "s-1", quality: "stills" },
};

describe("golden messages", () => {
  it("are what a citizen's page says", () => {
    expect(byType(citizenMessages)).toEqual(citizen);
  });

  it("are what an officer's page says", () => {
    expect(byType(officerMessages)).toEqual(officer);
  });

  it("are events that the pages understand, every one of them", () => {
    for (const event of participantEvents) expect(parseEvent(JSON.stringify(event))).toEqual(event);
  });
});

describe("parseEvent", () => {
  it.each(["", "nonsense", "null", "[]", "7", '{"type":7}', '{"type":"toString"}', '{"type":"from-the-future"}'])(
    "takes no notice of %j",
    (text) => {
      expect(parseEvent(text)).toBeNull();
    },
  );
});
