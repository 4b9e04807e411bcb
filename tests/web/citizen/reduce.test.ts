import { describe, expect, it } from "vitest";
import { reduce, type Action } from "../../../web/citizen/reduce";
import type { State } from "../../../web/citizen/state";
import { ADMISSION, INVITE, live, stateWith } from "./fixtures";

const after = (state: State, ...actions: Action[]) => actions.reduce(reduce, state);
const accepted = (capabilities: State["chosen"], facts: Partial<State> = {}) =>
  after(stateWith(facts), { type: "accepted", admission: { ...ADMISSION, capabilities } });
const cameraOn: Action = { type: "capture", facts: { camera: "on" } };

describe("the way through the screens", () => {
  it("leads from the link to the question, in the language of the invite", () => {
    const state = after(stateWith({}), { type: "looked-up", invite: { ...INVITE, language: "cy" } });
    expect([state.screen, state.language, state.chosen]).toEqual(["asking", "cy", INVITE.capabilities]);
  });

  it("keeps the language that the person has chosen before the answer came", () => {
    const state = after(stateWith({}), { type: "language", language: "cy" }, { type: "looked-up", invite: INVITE });
    expect([state.screen, state.language]).toEqual(["asking", "cy"]);
  });

  it("leads from the question over camera and position to live", () => {
    let state = accepted(["video", "audio", "location"]);
    expect(state.screen).toBe("camera");
    state = after(state, cameraOn, { type: "media-on" });
    expect(state.screen).toBe("position");
    state = after(state, { type: "position-on" });
    expect(state.screen).toBe("live");
  });

  it("leaves out what was not agreed to", () => {
    expect(accepted(["location"]).screen).toBe("position");
    expect(after(accepted(["video"]), cameraOn, { type: "media-on" }).screen).toBe("live");
  });

  it("asks for sound by itself only where there is no picture", () => {
    expect(accepted(["audio"]).screen).toBe("camera");
    const heard = after(accepted(["audio"]), { type: "capture", facts: { microphone: "on" } }, { type: "media-on" });
    expect(heard.screen).toBe("live");
  });

  it("goes on without a step that the person leaves out, and back to it on second thoughts", () => {
    const refused = after(accepted(["video", "location"]), { type: "fault", fault: "camera-refused" });
    expect(refused.screen).toBe("camera");
    const without = after(refused, { type: "skipped", capability: "video" });
    expect([without.screen, without.fault]).toEqual(["position", null]);
    const all = after(without, { type: "skipped", capability: "location" });
    expect(all.screen).toBe("live");
    expect(after(all, { type: "reconsidered", capability: "video" }).screen).toBe("camera");
    expect(after(all, { type: "reconsidered", capability: "location" }).screen).toBe("position");
  });

  it("leads back to the camera's screen when the camera fails while live, and stays for a position that fails", () => {
    expect(after(live(), { type: "fault", fault: "camera-busy" }).screen).toBe("camera");
    expect(after(live(), { type: "fault", fault: "position-unavailable" }).screen).toBe("live");
  });

  it("does not leave the live screen when a position or a camera arrives late", () => {
    expect(after(live({ positions: "off" }), { type: "position-on" }).screen).toBe("live");
    expect(after(live(), { type: "media-on" }).screen).toBe("live");
  });

  it("lets nothing lead away from an end", () => {
    const ended = after(live({ chatOpen: true }), { type: "ended", reason: "officer" });
    expect([ended.screen, ended.endReason, ended.chatOpen]).toEqual(["ended", "officer", false]);
    const later = after(ended, { type: "failed", code: "offline" }, { type: "position-on" }, { type: "declined" });
    expect(later).toBe(ended);
    expect(after(ended, { type: "language", language: "cy" }).language).toBe("cy");
  });
});

describe("a browser that cannot send video", () => {
  it("is asked for its position only", () => {
    const state = after(stateWith({ supported: false }), { type: "looked-up", invite: INVITE });
    expect([state.screen, state.chosen]).toEqual(["asking", ["location"]]);
  });

  it("is told so when nothing else was asked for", () => {
    const invite = { ...INVITE, capabilities: ["video" as const] };
    const state = after(stateWith({ supported: false }), { type: "looked-up", invite });
    expect([state.screen, state.failure]).toEqual(["failed", "unsupported"]);
  });
});

describe("choices", () => {
  it("are taken and taken back", () => {
    const state = stateWith({ chosen: ["video", "audio"] });
    expect(after(state, { type: "chose", capability: "audio", on: false }).chosen).toEqual(["video"]);
    expect(after(state, { type: "chose", capability: "audio", on: true }).chosen).toEqual(["video", "audio"]);
  });
});

describe("chat", () => {
  const line = { id: "1", ref: "r", mine: false, name: "PC Evans", text: "Hello" };

  it("counts what was not read, until the drawer opens", () => {
    const state = after(live(), { type: "chat", lines: [line] });
    expect(state.unread).toBe(1);
    expect(after(state, { type: "chat-open", open: true }).unread).toBe(0);
  });

  it("replaces one's own line by the server's word for it", () => {
    const mine = { ...line, mine: true };
    const unsent = { ...mine, id: null };
    const state = after(live(), { type: "chat", lines: [unsent] }, { type: "chat", lines: [mine] });
    expect(state.chat).toEqual([mine]);
    expect(state.unread).toBe(0);
  });

  it("takes in what was missed, once and in order, before what is not acknowledged yet", () => {
    const missed = { ...line, id: "2", ref: null };
    const unsent = { ...line, id: null, ref: "own", mine: true };
    const before = after(live(), { type: "chat", lines: [line] }, { type: "chat", lines: [unsent] });
    const state = after(before, { type: "chat", lines: [{ ...line, ref: null }, missed] });
    expect(state.chat.map(({ id }) => id)).toEqual(["1", "2", null]);
    expect(state.unread).toBe(2);
  });

  it("knows its own line again that came with the history before it was acknowledged", () => {
    const mine = { ...line, mine: true };
    const state = after(
      live(),
      { type: "chat", lines: [{ ...mine, id: null }] },
      { type: "chat", lines: [{ ...mine, ref: null }] },
      { type: "chat", lines: [mine] },
    );
    expect(state.chat).toEqual([mine]);
  });
});

describe("being busy", () => {
  it("ends with a refusal, and a new try clears the last fault", () => {
    const asked = after(accepted(["video"]), { type: "busy", busy: true });
    const refused = after(asked, { type: "fault", fault: "camera-busy" });
    expect([refused.busy, refused.fault]).toEqual([false, "camera-busy"]);
    expect(after(refused, { type: "busy", busy: true }).fault).toBeNull();
  });
});

describe("a better copy", () => {
  const asking = (facts: object) => after(stateWith({}), { type: "looked-up", invite: { ...INVITE, ...facts } });

  it("is offered where police ask for it and for the picture, and can be refused", () => {
    const asked = asking({ keep_original: true });
    expect(asked.keepOriginal).toBe(true);
    expect(after(asked, { type: "keep-original", on: false }).keepOriginal).toBe(false);
    expect(asking({}).keepOriginal).toBe(false);
    expect(asking({ keep_original: true, capabilities: ["location"] }).keepOriginal).toBe(false);
  });

  it("is spoken of after the end, when nothing else is heard any more", () => {
    const facts = { phase: "sending" as const, percent: 40 };
    const ended = after(live(), { type: "ended", reason: "officer" }, { type: "original", facts });
    expect([ended.screen, ended.original]).toEqual(["ended", facts]);
  });
});
