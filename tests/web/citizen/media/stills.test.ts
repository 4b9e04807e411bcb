import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Stills } from "../../../../web/citizen/media/stills";
import type { Still } from "../../../../web/shared/messages";

const SERVER_AHEAD = 60_000;

/** Stills of a camera that always shows something, over a line that can be away. */
function setUp() {
  const world = { lineOpen: true, sent: [] as Still[], asked: [] as number[], released: 0 };
  const stills = new Stills({
    sessionId: "s-1",
    pictures: {
      draw: (mostBytes) => {
        world.asked.push(mostBytes);
        return Promise.resolve({ jpeg: "/9j/", width: 640, height: 360 });
      },
      release: () => {
        world.released += 1;
      },
    },
    lineOpen: () => world.lineOpen,
    send: (still) => {
      if (world.lineOpen) world.sent.push(still);
      return world.lineOpen;
    },
    now: () => Date.now() + SERVER_AHEAD,
  });
  return { stills, world };
}

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1000);
const sequences = (sent: Still[]) => sent.map(({ sequence }) => sequence);

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse("2026-11-21T12:00:00Z") });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("stills", () => {
  it("go out at once, with the server's time and a number that no other phone repeats", async () => {
    const { stills, world } = setUp();
    stills.start();
    await seconds(0);
    expect(world.sent).toEqual([
      {
        type: "still",
        session_id: "s-1",
        sequence: Date.parse("2026-11-21T12:00:00Z") / 1000,
        captured_at: "2026-11-21T12:01:00.000Z",
        jpeg: "/9j/",
        width: 640,
        height: 360,
      },
    ]);
  });

  it("follow each other when the last one is stored, every 2.5 seconds at most", async () => {
    const { stills, world } = setUp();
    stills.start();
    for (let count = 0; count < 4; count += 1) {
      await seconds(0.1);
      stills.stored(world.sent.at(-1)?.sequence ?? 0);
      await seconds(2.4);
    }
    expect(world.sent).toHaveLength(5);
  });

  it("wait while one is under way, and say for how long it has been", async () => {
    const { stills, world } = setUp();
    stills.start();
    await seconds(12);
    expect(world.sent).toHaveLength(1);
    expect(stills.waitsSeconds).toBe(12);
  });

  it("become smaller on a slow path and larger again on a quick one", async () => {
    const { stills, world } = setUp();
    stills.start();
    await seconds(5);
    stills.stored(world.sent[0]?.sequence ?? 0);
    await seconds(2.5);
    stills.stored(world.sent[1]?.sequence ?? 0);
    await seconds(2.5);
    const [first = 0, second = 0, third = 0] = world.asked;
    expect(first).toBe(9 * 1024);
    expect(second).toBeLessThan(first);
    expect(third).toBeGreaterThan(second);
  });

  it("keep the newest five while the line is away, and go out newest first", async () => {
    const { stills, world } = setUp();
    world.lineOpen = false;
    stills.start();
    await seconds(25);
    expect(world.sent).toEqual([]);
    world.lineOpen = true;
    stills.stop();
    stills.sayAgain();
    for (let count = 0; count < 10; count += 1) stills.stored(world.sent.at(-1)?.sequence ?? 0);
    const sent = sequences(world.sent);
    expect(sent).toHaveLength(5);
    expect(sent).toEqual([...sent].sort((one, other) => other - one));
  });

  it("go again when the connection was cut before an answer came", async () => {
    const { stills, world } = setUp();
    stills.start();
    await seconds(1);
    stills.sayAgain();
    expect(sequences(world.sent)).toEqual([world.sent[0]?.sequence, world.sent[0]?.sequence]);
  });

  it("end when they are stopped", async () => {
    const { stills, world } = setUp();
    stills.start();
    await seconds(1);
    stills.stop();
    stills.stored(world.sent[0]?.sequence ?? 0);
    await seconds(30);
    expect(world.sent).toHaveLength(1);
    expect(world.released).toBe(1);
  });
});
