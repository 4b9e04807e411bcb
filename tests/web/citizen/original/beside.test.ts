import { describe, expect, it, vi } from "vitest";
import { Beside } from "../../../../web/citizen/original/beside";
import { Sender } from "../../../../web/citizen/original/sender";
import { ProblemError } from "../../../../web/shared/http";
import { aPiece, FakeServer, MemoryStore, NOTE } from "./fakes";

function begin(pieces: number, server = new FakeServer(), putting: () => void = () => undefined) {
  const store = new MemoryStore(...Array.from({ length: pieces }, (_, sequence) => aPiece(sequence)));
  const { http } = server;
  const fetcher: typeof fetch = (...request) => {
    putting();
    return server.fetcher(...request);
  };
  const sender = new Sender({ http, note: () => NOTE, store, progressed: () => undefined, fetcher });
  return { beside: new Beside(store, sender), server, store };
}

describe("sending beside the live picture", () => {
  it("waits until there is enough to be worth a question", async () => {
    const { beside, server, store } = begin(4);
    beside.follow(true);
    await vi.waitFor(() => store.names());
    expect(server.declared).toEqual([]);
  });

  it("sends what there is while there is room", async () => {
    const { beside, store } = begin(5);
    beside.follow(true);
    beside.follow(true);
    await vi.waitFor(() => {
      expect(store.kept.size).toBe(0);
    });
  });

  it("breaks off when the room is gone, and goes on where it was when there is room again", async () => {
    let roomFor = 2;
    const { beside, server, store } = begin(7, new FakeServer(), () => {
      roomFor -= 1;
      if (roomFor === 0) beside.follow(false);
    });
    beside.follow(true);
    await vi.waitFor(() => {
      expect(server.stored.size).toBe(2);
    });
    expect(store.kept.size).toBe(5);
    await vi.waitFor(() => {
      beside.follow(true);
      expect(store.kept.size).toBe(0);
    });
  });

  it("asks no more once it was refused", async () => {
    const server = new FakeServer();
    server.refusal = new ProblemError({ code: "not-signed-in", status: 401, detail: "" });
    const { beside, store } = begin(5, server);
    beside.follow(true);
    await vi.waitFor(() => store.names());
    server.refusal = null;
    beside.follow(true);
    await vi.waitFor(() => store.names());
    expect([server.declared, store.kept.size]).toEqual([[], 5]);
  });
});
