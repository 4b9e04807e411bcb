import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Capture } from "../../../../web/citizen/media/capture";
import { Copy } from "../../../../web/citizen/original/copy";
import { readNotes } from "../../../../web/citizen/original/note";
import { keepNote } from "../../../../web/citizen/original/note-keeping";
import type { Action } from "../../../../web/citizen/reduce";
import { ProblemError } from "../../../../web/shared/http";
import { ADMISSION, live, stateWith } from "../fixtures";
import { aPiece, deletingDatabases, FakeMediaRecorder, FakeServer, MemoryStore, NOTE, storage } from "./fakes";

const track = (kind: string) => ({ id: kind, kind, readyState: "live" });
const CAPTURE = { camera: { track: track("video") }, microphone: { track: track("audio") } } as unknown as Capture;
const KEPT = { admission: { ...ADMISSION, session_id: "s-1", keep_original: true } };

let recorders: FakeMediaRecorder[];
let wiped: string[];

beforeEach(() => {
  recorders = [];
  wiped = [];
  vi.stubGlobal("localStorage", storage());
  vi.stubGlobal("indexedDB", deletingDatabases([]));
  const removeEntry = (name: string) => wiped.push(name);
  vi.stubGlobal("navigator", {
    storage: { estimate: () => Promise.resolve({}), getDirectory: () => Promise.resolve({ removeEntry }) },
  });
  vi.stubGlobal("MediaStream", Object);
  vi.stubGlobal(
    "MediaRecorder",
    class extends FakeMediaRecorder {
      static isTypeSupported = () => true;

      constructor() {
        super();
        recorders.push(this);
      }
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** A copy on a phone that holds these pieces, and what the page has heard of it. */
function begin(store = new MemoryStore(), server = new FakeServer()) {
  const heard: Action[] = [];
  vi.stubGlobal("fetch", server.fetcher);
  const dispatch = (action: Action) => {
    heard.push(action);
    if (action.type === "ended") copy.follow(stateWith({ ...KEPT, screen: "ended", endReason: action.reason }));
  };
  const options = { http: server.http, token: "link", capture: CAPTURE, dispatch };
  const copy = new Copy(options, () => Promise.resolve(store));
  const phases = () => heard.flatMap((action) => (action.type === "original" ? [action.facts.phase] : []));
  return { copy, server, store, heard, phases };
}

const ended = () => stateWith({ ...KEPT, screen: "ended", endReason: "officer" });

describe("Copy", () => {
  it("keeps slices while the picture is live, sends them after the end, and leaves nothing behind", async () => {
    const { copy, server, store, phases } = begin();
    copy.follow(live(KEPT));
    await vi.waitFor(() => {
      expect(recorders.length).toBe(1);
    });
    recorders[0]!.slice("one");
    await vi.waitFor(() => {
      expect(store.kept.size).toBe(1);
    });
    expect(readNotes()[0]?.takes[0]?.pieces).toBe(1);
    copy.follow(ended());
    await vi.waitFor(() => {
      expect(phases().at(-1)).toBe("done");
    });
    expect([...server.stored.values()]).toEqual(["one", "the end"]);
    expect(server.declared.at(-1)).toMatchObject({ complete: true, takes: [{ pieces: 2, cut_short: null }] });
    expect([store.kept.size, readNotes()]).toEqual([0, []]);
  });

  it("goes on after a reload, in a session that is known to have ended", async () => {
    const { copy, server, heard, phases } = begin(new MemoryStore(aPiece(1), aPiece(2)));
    expect(await copy.goOn({ ...NOTE, ended: "citizen" })).toBe(true);
    await vi.waitFor(() => {
      expect(phases().at(-1)).toBe("done");
    });
    expect(heard[0]).toEqual({ type: "ended", reason: "citizen" });
    expect([...server.stored.keys()]).toEqual([1, 2]);
  });

  it("asks the server where it has not heard of the end, and keeps what a running session may still need", async () => {
    const server = new FakeServer();
    server.ended = false;
    const { copy, store, heard } = begin(new MemoryStore(aPiece(0)), server);
    expect(await copy.goOn(NOTE)).toBe(false);
    expect([store.kept.size, readNotes().length, heard]).toEqual([1, 1, []]);
  });

  it("sends what the page of an earlier link has left as well", async () => {
    const { copy, server, phases } = begin(new MemoryStore(aPiece(0)));
    keepNote({ ...NOTE, session_id: "s-0", token: "earlier", ended: "officer" });
    await copy.goOn({ ...NOTE, ended: "citizen" });
    await vi.waitFor(() => {
      expect(readNotes()).toEqual([]);
    });
    expect(server.declared.filter(({ complete }) => complete).length).toBe(2);
    expect(phases().at(-1)).toBe("done");
  });

  it.each([
    [410, "closed", 0],
    [400, "failed", 1],
  ])("with an answer of %s it is %s", async (status, phase, left) => {
    const server = new FakeServer();
    server.refusal = new ProblemError({ code: "x", status, detail: "" });
    const { copy, store, phases } = begin(new MemoryStore(aPiece(0)), server);
    await copy.goOn({ ...NOTE, ended: "citizen" });
    await vi.waitFor(() => {
      expect(phases().at(-1)).toBe(phase);
    });
    expect([store.kept.size, readNotes().length]).toEqual([left, left]);
  });

  it("is deleted at once when the person takes it back, and the server hears why", async () => {
    const server = new FakeServer();
    server.mishaps.push(...Array<number>(50).fill(503));
    const { copy, store, phases } = begin(new MemoryStore(aPiece(0)), server);
    await copy.goOn({ ...NOTE, ended: "citizen" });
    await copy.takeBack();
    expect([store.kept.size, readNotes(), phases().at(-1)]).toEqual([0, [], "deleted"]);
    expect(server.declared.at(-1)).toMatchObject({ complete: true, takes: [{ cut_short: "taken-back" }] });
  });

  it("is deleted where another phone has been let in", async () => {
    const { copy } = begin();
    copy.follow(live(KEPT));
    copy.follow(stateWith({ ...KEPT, screen: "failed", failure: "not-signed-in" }));
    await vi.waitFor(() => {
      expect([wiped, readNotes()]).toEqual([["original"], []]);
    });
  });
});
