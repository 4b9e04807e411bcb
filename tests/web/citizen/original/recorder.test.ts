import { beforeEach, describe, expect, it } from "vitest";
import type { Take } from "../../../../web/citizen/original/note";
import { digestOf, inOrder, pieceOf } from "../../../../web/citizen/original/piece";
import { plainType, Recorder } from "../../../../web/citizen/original/recorder";
import { FakeMediaRecorder, MemoryStore } from "./fakes";

const track = (id: string, kind = "video") => ({ id, kind, readyState: "live" }) as MediaStreamTrack;

function begin(store = new MemoryStore(), room = true) {
  const made: FakeMediaRecorder[] = [];
  const takes = new Map<string, Take>();
  let now = 1_000;
  const recorder = new Recorder({
    store,
    noted: (take) => takes.set(take.take_id, { ...take }),
    roomFor: () => Promise.resolve(room),
    makeRecorder: () => {
      const fake = new FakeMediaRecorder();
      made.push(fake);
      return fake as unknown as MediaRecorder;
    },
    now: () => (now += 1_000),
  });
  const pieces = () => inOrder([...store.kept.keys()].map(pieceOf).filter((piece) => piece !== null));
  return { recorder, made, takes, pieces };
}

describe("Recorder", () => {
  beforeEach(() => {
    globalThis.MediaStream = Object as unknown as typeof MediaStream;
  });

  it("stores each slice under its hash and its time, and notes how many there are", async () => {
    const { recorder, made, takes, pieces } = begin();
    recorder.record([track("camera"), track("microphone", "audio")]);
    made[0]!.slice("one");
    made[0]!.slice("");
    await recorder.stop();
    expect(pieces().map(({ sequence, captured, milliseconds }) => [sequence, captured, milliseconds])).toEqual([
      [0, 2_000, 1_000],
      [1, 4_000, 1_000],
    ]);
    expect(pieces()[0]!.sha256).toBe(await digestOf(new TextEncoder().encode("one")));
    expect([...takes.values()]).toEqual([
      { take_id: pieces()[0]!.take_id, mime: "video/webm;codecs=vp8,opus", pieces: 2, cut_short: null },
    ]);
  });

  it("begins a new take with another camera, and none with the same one", async () => {
    const { recorder, made, takes } = begin();
    recorder.record([track("back")]);
    recorder.record([track("back")]);
    expect(made.length).toBe(1);
    recorder.record([track("front")]);
    await recorder.stop();
    expect([made.length, takes.size]).toEqual([2, 2]);
  });

  it("records no sound without a picture", () => {
    const { recorder, made } = begin();
    recorder.record([track("microphone", "audio")]);
    expect(made).toEqual([]);
  });

  it.each([
    ["has little room left", new MemoryStore(), false],
    ["takes no more", Object.assign(new MemoryStore(), { full: true }), true],
  ])("ends for good where the phone %s, and says so", async (_, store, room) => {
    const { recorder, made, takes, pieces } = begin(store, room);
    recorder.record([track("camera")]);
    made[0]!.slice("one");
    await recorder.stop();
    expect([...takes.values()].map(({ pieces: kept, cut_short }) => [kept, cut_short])).toEqual([[0, "phone-full"]]);
    expect([pieces(), recorder.over]).toEqual([[], true]);
    recorder.record([track("another")]);
    expect(made.length).toBe(1);
  });

  it("says so when the phone's recorder fails", () => {
    const { recorder, made, takes } = begin();
    recorder.record([track("camera")]);
    made[0]!.onerror?.();
    expect([...takes.values()].map(({ cut_short }) => cut_short)).toEqual(["recorder-failed"]);
  });
});

describe("a take's type", () => {
  it.each([
    ['video/webm; codecs="vp8, opus"', "video/webm;codecs=vp8,opus"],
    ["video/x-matroska;codecs=avc1.42E01F,opus", "video/webm;codecs=avc1.42E01F,opus"],
    ["video/mp4", "video/mp4"],
  ])("%s is written %s", (type, plain) => {
    expect(plainType(type)).toBe(plain);
  });
});
