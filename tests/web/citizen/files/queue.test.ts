import { describe, expect, it } from "vitest";
import { FileQueue, type Chosen } from "../../../../web/citizen/files/queue";
import type { FileStanding } from "../../../../web/shared/messages";
import type { UploadDoor } from "../../../../web/shared/upload/door";
import { Sending } from "../../../../web/shared/upload/sending";

function chosen(name: string, lastModified = 1): Chosen {
  return { name, size: 10, lastModified, slice: () => new Blob(["x"]) };
}

/** A server that takes files of one part, until `refuses` says why not; `hold` keeps a part on the line. */
class Server implements UploadDoor {
  sent: string[] = [];
  refuses: Error | null = null;
  hold: Promise<void> | null = null;

  begin({ name }: Chosen): Promise<FileStanding> {
    return this.refuses ? Promise.reject(this.refuses) : Promise.resolve(standing(name, "open"));
  }

  look(uploadId: string): Promise<FileStanding> {
    return Promise.resolve(standing(uploadId, "stored"));
  }

  async send(uploadId: string): Promise<void> {
    await this.hold;
    this.sent.push(uploadId);
  }

  complete(uploadId: string): Promise<FileStanding> {
    return Promise.resolve(standing(uploadId, "checking"));
  }
}

function standing(name: string, state: FileStanding["state"]): FileStanding {
  const file = { upload_id: name, file_name: name, bytes: 10, part_bytes: 10, part_count: 1, stored: [], state };
  return { ...file, refusal: null, refusal_text: null };
}

function queueOf(server: Server): FileQueue {
  const hasher = { part: () => Promise.resolve("aa"), whole: () => Promise.resolve("bb"), end: () => undefined };
  return new FileQueue(
    (file) =>
      new Sending(file, {
        door: server,
        memory: null,
        openHasher: () => hasher,
        wait: () => Promise.resolve(),
        signsInAgain: false,
        changed: () => undefined,
      }),
  );
}

const phases = (queue: FileQueue) => queue.rows.map(({ name, phase }) => [name, phase]);

describe("files that a person has chosen", () => {
  it("go one after the other", async () => {
    const server = new Server();
    const queue = queueOf(server);
    queue.add([chosen("a.jpg"), chosen("b.jpg")]);
    expect(queue.busy).toBe(true);
    await expect.poll(() => queue.busy).toBe(false);
    expect(server.sent).toEqual(["a.jpg", "b.jpg"]);
    expect(phases(queue)).toEqual([
      ["a.jpg", "stored"],
      ["b.jpg", "stored"],
    ]);
  });

  it("are sent once, though they are chosen twice", async () => {
    const server = new Server();
    const queue = queueOf(server);
    queue.add([chosen("a.jpg"), chosen("a.jpg")]);
    queue.add([chosen("a.jpg"), chosen("a.jpg", 2)]);
    await expect.poll(() => queue.busy).toBe(false);
    expect(server.sent).toEqual(["a.jpg", "a.jpg"]);
    expect(queue.rows).toHaveLength(2);
  });

  it("wait for room beside the live picture", async () => {
    const server = new Server();
    const queue = queueOf(server);
    queue.makeRoom(false);
    queue.add([chosen("a.jpg")]);
    await Promise.resolve();
    expect(phases(queue)).toEqual([["a.jpg", "paused"]]);
    expect(server.sent).toEqual([]);
    queue.makeRoom(true);
    await expect.poll(() => queue.busy).toBe(false);
    expect(server.sent).toEqual(["a.jpg"]);
  });

  it("are tried again when they are chosen again", async () => {
    const server = new Server();
    const queue = queueOf(server);
    server.refuses = new Error("no");
    queue.add([chosen("a.jpg")]);
    await expect.poll(() => phases(queue)).toEqual([["a.jpg", "failed"]]);
    server.refuses = null;
    queue.add([chosen("a.jpg")]);
    await expect.poll(() => phases(queue)).toEqual([["a.jpg", "stored"]]);
  });

  it("are named after a reload until they are chosen again", async () => {
    const queue = queueOf(new Server());
    queue.recall([
      { upload_id: "u1", file_name: "a.jpg", bytes: 10, state: "open" },
      { upload_id: "u2", file_name: "b.jpg", bytes: 10, state: "stored" },
    ]);
    expect(phases(queue)).toEqual([["a.jpg", "unfinished"]]);
    expect(queue.busy).toBe(false);
    queue.add([chosen("a.jpg")]);
    await expect.poll(() => phases(queue)).toEqual([["a.jpg", "stored"]]);
  });

  it("stop for good when the person leaves", async () => {
    const server = new Server();
    let release: () => void = () => undefined;
    server.hold = new Promise((resolve) => (release = resolve));
    const queue = queueOf(server);
    queue.add([chosen("a.jpg"), chosen("b.jpg")]);
    await expect.poll(() => phases(queue)[0]?.[1]).toBe("sending");
    queue.stop();
    queue.makeRoom(true);
    release();
    await Promise.resolve();
    expect(phases(queue)).toEqual([
      ["a.jpg", "paused"],
      ["b.jpg", "paused"],
    ]);
  });
});
