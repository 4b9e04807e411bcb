import { describe, expect, it } from "vitest";
import { ProblemError } from "../../../../web/shared/http";
import { Sender } from "../../../../web/citizen/original/sender";
import { aPiece, FakeServer, MemoryStore, NOTE } from "./fakes";

function begin(store: MemoryStore, server = new FakeServer()) {
  const progress: [number, number][] = [];
  const sender = new Sender({
    http: server.http,
    note: () => NOTE,
    store,
    progressed: (left, total) => progress.push([left, total]),
    fetcher: server.fetcher,
    wait: () => Promise.resolve(),
  });
  return { sender, server, store, progress, going: new AbortController() };
}

describe("Sender", () => {
  it("sends piece by piece in the order recorded, and deletes each here once it is stored", async () => {
    const { sender, server, store, progress, going } = begin(new MemoryStore(aPiece(2), aPiece(0), aPiece(1)));
    expect(await sender.send(going.signal)).toBe(true);
    expect([...server.stored]).toEqual([
      [0, "bytes of 0"],
      [1, "bytes of 1"],
      [2, "bytes of 2"],
    ]);
    expect(store.kept.size).toBe(0);
    expect(server.mostUnderWay).toBe(1);
    expect(progress).toEqual([
      [3, 3],
      [2, 3],
      [1, 3],
      [0, 3],
    ]);
  });

  it("goes on where the store's list ends, whatever this page remembers", async () => {
    const server = new FakeServer();
    server.stored.set(0, "bytes of 0");
    const { sender, store, progress, going } = begin(new MemoryStore(aPiece(0), aPiece(1)), server);
    await sender.send(going.signal);
    expect([...server.stored.keys()]).toEqual([0, 1]);
    expect(store.kept.size).toBe(0);
    expect(progress[0]).toEqual([1, 3]);
  });

  it.each([0, 403, 503])("tries again after %s, and loses nothing", async (mishap) => {
    const server = new FakeServer();
    server.mishaps.push(mishap, mishap);
    const { sender, store, going } = begin(new MemoryStore(aPiece(0)), server);
    expect(await sender.send(going.signal)).toBe(true);
    expect([server.stored.get(0), store.kept.size]).toEqual(["bytes of 0", 0]);
  });

  it("takes a piece that is there already for stored: the answer was lost", async () => {
    const server = new FakeServer();
    server.mishaps.push(412);
    const { sender, store, going } = begin(new MemoryStore(aPiece(0)), server);
    await sender.send(going.signal);
    expect(store.kept.size).toBe(0);
  });

  it("passes over a piece whose bytes the phone has lost: the list names it as missing", async () => {
    const server = new FakeServer();
    server.mishaps.push(400);
    const { sender, store, going } = begin(new MemoryStore(aPiece(0), aPiece(1)), server);
    await sender.send(going.signal);
    expect([[...server.stored.keys()], store.kept.size]).toEqual([[1], 0]);
  });

  it("stops between pieces when there is no room any more, and keeps the rest", async () => {
    const { sender, server, store, going } = begin(new MemoryStore(aPiece(0), aPiece(1)));
    const { fetcher } = server;
    const stopping = new Sender({
      http: server.http,
      note: () => NOTE,
      store,
      progressed: () => undefined,
      fetcher: (...request) => {
        going.abort();
        return fetcher(...request);
      },
    });
    expect(await stopping.send(going.signal)).toBe(false);
    expect([[...server.stored.keys()], store.kept.size]).toEqual([[0], 1]);
    expect(await sender.send(new AbortController().signal)).toBe(true);
  });

  it("rejects with what the server will not take back", async () => {
    const server = new FakeServer();
    server.refusal = new ProblemError({ code: "original-closed", status: 410, detail: "" });
    const { sender, store, going } = begin(new MemoryStore(aPiece(0)), server);
    await expect(sender.send(going.signal)).rejects.toThrow(ProblemError);
    expect(store.kept.size).toBe(1);
  });

  it("says at the end that nothing more comes", async () => {
    const { sender, server, going } = begin(new MemoryStore());
    await sender.finish(going.signal);
    expect(server.declared.map(({ complete, takes }) => [complete, takes])).toEqual([[true, NOTE.takes]]);
  });
});
