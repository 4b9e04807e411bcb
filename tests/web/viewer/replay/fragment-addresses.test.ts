import { describe, expect, it } from "vitest";
import type { Fragments } from "../../../../web/shared/messages";
import { FragmentAddresses } from "../../../../web/viewer/replay/fragment-addresses";
import { secondsAfterNoon } from "../examples";

/** A server with so many fragments that notes what it is asked for. */
class Server {
  readonly asked: [first: number, count: number][] = [];
  fails = false;

  constructor(public total: number) {}

  readonly ask = (first: number, count: number): Promise<Fragments> => {
    this.asked.push([first, count]);
    if (this.fails) return Promise.reject(new Error("away"));
    const indexes = Array.from({ length: Math.max(0, Math.min(count, this.total - first)) }, (_, step) => first + step);
    const fragments = indexes.map((index) => ({
      index,
      recording_id: "recording-1",
      sequence: index,
      captured_at: secondsAfterNoon(index),
      duration_seconds: 2,
      url: `https://store.example/${index}?asked=${this.asked.length}`,
      init_url: "https://store.example/init",
    }));
    return Promise.resolve({ fragments, total: this.total });
  };
}

describe("fragment addresses", () => {
  it("are asked for in runs of twenty, once for all in a run", async () => {
    const server = new Server(50);
    const addresses = new FragmentAddresses(server.ask);
    const found = await Promise.all([3, 4, 19, 20].map((index) => addresses.locate(index)));
    expect(found.map(({ index }) => index)).toEqual([3, 4, 19, 20]);
    expect(server.asked).toEqual([
      [0, 20],
      [20, 20],
    ]);
  });

  it("are asked for again before the store forgets them", async () => {
    const server = new Server(50);
    let now = 0;
    const addresses = new FragmentAddresses(server.ask, () => now);
    await addresses.locate(0);
    now = 44_000;
    await addresses.locate(1);
    expect(server.asked).toHaveLength(1);
    now = 45_000;
    expect((await addresses.locate(2)).url).toContain("asked=2");
  });

  it("are asked for again when the recording has grown", async () => {
    const server = new Server(5);
    const addresses = new FragmentAddresses(server.ask);
    await addresses.locate(4);
    server.total = 6;
    expect((await addresses.locate(5)).index).toBe(5);
  });

  it("are refused for a fragment that does not exist", async () => {
    await expect(new FragmentAddresses(new Server(5).ask).locate(7)).rejects.toThrow("no fragment 7");
  });

  it("do not remember a failure", async () => {
    const server = new Server(5);
    const addresses = new FragmentAddresses(server.ask);
    server.fails = true;
    await expect(addresses.locate(0)).rejects.toThrow("away");
    server.fails = false;
    expect((await addresses.locate(0)).index).toBe(0);
  });

  it("asks for fewer, and sooner again, where addresses live shorter", async () => {
    const server = new Server(9);
    let now = 0;
    const few = new FragmentAddresses(server.ask, () => now, { run: 3, freshMilliseconds: 3_000 });
    await few.locate(4);
    await few.locate(5);
    now = 3_000;
    await few.locate(4);
    expect(server.asked).toEqual([
      [3, 3],
      [3, 3],
    ]);
  });
});
