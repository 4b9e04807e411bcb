import { describe, expect, it } from "vitest";
import { ProblemError } from "../../../../web/shared/http";
import type { FileStanding } from "../../../../web/shared/messages";
import type { UploadDoor } from "../../../../web/shared/upload/door";
import { Sending } from "../../../../web/shared/upload/sending";
import { UploadMemory } from "../../../../web/viewer/library/upload/memory";

const PART = 10;
const FILE = { name: "door.mp4", size: 35, lastModified: 7, slice: (start: number, end: number) => new Blob([`${start}-${end}`]) };

class Store {
  readonly kept = new Map<string, string>();
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.kept.set(key, value);
  removeItem = (key: string) => void this.kept.delete(key);
}

/** A server whose parts fail as often as `failures` says, and which refuses a whole file where `refusal` says why. */
class Server implements UploadDoor {
  begun = 0;
  sent: number[] = [];
  stored = new Set<number>();
  state: FileStanding["state"] = "open";
  completed: string | null = null;
  failures = 0;
  tried = 0;
  refusal: string | null = null;
  beforePart: (number: number) => void = () => undefined;

  async begin(): Promise<FileStanding> {
    this.begun += 1;
    return Promise.resolve(this.view());
  }

  async look(): Promise<FileStanding> {
    if (this.completed) this.state = this.refusal ? "refused" : "stored";
    return Promise.resolve(this.view());
  }

  async send(_id: string, number: number, _sha256: string, _part: Blob, signal: AbortSignal): Promise<void> {
    this.beforePart(number);
    await Promise.resolve();
    if (signal.aborted) throw new ProblemError({ code: "offline", status: 0, detail: "cut off" });
    if (this.failures > 0) {
      this.failures -= 1;
      throw new ProblemError({ code: "offline", status: 0, detail: "away" });
    }
    this.sent.push(number);
    this.stored.add(number);
  }

  async complete(_id: string, sha256: string): Promise<FileStanding> {
    this.completed = sha256;
    this.state = "checking";
    return Promise.resolve(this.view());
  }

  view(): FileStanding {
    return {
      upload_id: "u1",
      file_name: FILE.name,
      bytes: FILE.size,
      part_bytes: PART,
      part_count: 4,
      stored: [...this.stored],
      state: this.state,
      refusal: this.refusal && "file-not-allowed",
      refusal_text: this.refusal,
    };
  }
}

function open(server: Server, store = new Store(), remembers = true, signsInAgain = true) {
  const hashed: number[] = [];
  const sending = new Sending(FILE, {
    door: server,
    memory: remembers ? new UploadMemory(store, "INC-7") : null,
    openHasher: () => ({
      part: (number) => (hashed.push(number), Promise.resolve(`part ${number}`)),
      whole: () => Promise.resolve("whole"),
      end: () => undefined,
    }),
    wait: () => Promise.resolve(),
    signsInAgain,
    changed: () => undefined,
  });
  return { sending, hashed, store };
}

describe("a file on its way in", () => {
  it("is sent part by part, hashed as a whole, and kept", async () => {
    const server = new Server();
    const { sending, hashed, store } = open(server);
    await sending.run();
    expect([sending.phase, sending.share]).toEqual(["stored", 1]);
    expect(hashed).toEqual([1, 2, 3, 4]);
    expect([...server.stored].sort()).toEqual([1, 2, 3, 4]);
    expect(server.completed).toBe("whole");
    expect(store.kept.size).toBe(0);
  });

  it("goes on after the page was closed, with the parts that are missing", async () => {
    const server = new Server();
    const store = new Store();
    new UploadMemory(store, "INC-7").keep(FILE, "u1");
    server.stored = new Set([1, 3]);
    const { sending, hashed } = open(server, store);
    await sending.run();
    expect(server.begun).toBe(0);
    expect(server.sent).toEqual([2, 4]);
    expect(hashed).toEqual([1, 2, 3, 4]);
    expect(sending.phase).toBe("stored");
  });

  it("begins anew where the server has forgotten the upload", async () => {
    const server = new Server();
    const store = new Store();
    new UploadMemory(store, "INC-7").keep(FILE, "gone");
    const look = server.look.bind(server);
    server.look = () => (server.begun ? look() : Promise.reject(new ProblemError({ code: "not-found", status: 404, detail: "none" })));
    const { sending } = open(server, store);
    await sending.run();
    expect([server.begun, sending.phase]).toEqual([1, "stored"]);
  });

  it("tries a part again for as long as the network is away", async () => {
    const server = new Server();
    server.failures = 5;
    const { sending } = open(server);
    await sending.run();
    expect([...server.stored].sort()).toEqual([1, 2, 3, 4]);
    expect([sending.phase, sending.problem]).toEqual(["stored", null]);
  });

  it("waits for an officer to sign in again, and fails a sender who has no way to", async () => {
    for (const [signsInAgain, phase] of [[true, "stored"], [false, "failed"]] as const) {
      const server = new Server();
      const { sending } = open(server, new Store(), true, signsInAgain);
      const send = server.send.bind(server);
      let refusals = 3;
      server.send = (...part) =>
        refusals-- > 0 ? Promise.reject(new ProblemError({ code: "not-signed-in", status: 401, detail: "" })) : send(...part);
      await sending.run();
      expect(sending.phase).toBe(phase);
    }
  });

  it("needs no memory where the server knows the file again", async () => {
    const server = new Server();
    server.stored = new Set([1, 2, 3]);
    const { sending, store } = open(server, new Store(), false);
    await sending.run();
    expect([server.sent, sending.phase, store.kept.size]).toEqual([[4], "stored", 0]);
  });

  it("frees the line when it is paused, and sends the part again", async () => {
    const server = new Server();
    const { sending, hashed } = open(server);
    server.beforePart = (number) => {
      if (number === 1 && sending.phase === "sending" && server.tried++ === 0) sending.pause();
    };
    const run = sending.run();
    await expect.poll(() => sending.phase).toBe("paused");
    await Promise.resolve();
    expect(hashed.length).toBeLessThan(4);
    expect(server.stored.has(1)).toBe(false);
    sending.resume();
    await run;
    expect([sending.phase, [...server.stored].sort()]).toEqual(["stored", [1, 2, 3, 4]]);
  });

  it("says why a file was refused", async () => {
    const server = new Server();
    server.refusal = "This file is a program.";
    const { sending } = open(server);
    await sending.run();
    expect([sending.phase, sending.refusal]).toEqual(["refused", "This file is a program."]);
  });

  it("stops at what does not pass, and can be tried again", async () => {
    const server = new Server();
    const begin = server.begin.bind(server);
    server.begin = () => Promise.reject(new ProblemError({ code: "not-allowed", status: 403, detail: "no" }));
    const { sending } = open(server);
    await sending.run();
    expect(sending.phase).toBe("failed");
    server.begin = begin;
    await sending.run();
    expect(sending.phase).toBe("stored");
  });
});
