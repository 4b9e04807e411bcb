import { describe, expect, it } from "vitest";
import { Room } from "../../../../web/citizen/original/room";
import { live } from "../fixtures";

describe("room beside the live picture", () => {
  it("is there once all has been well for a while", () => {
    const room = new Room();
    expect([0, 19_999, 20_000].map((now) => room.has(live(), now))).toEqual([false, false, true]);
  });

  it("is there beside a sharp picture too", () => {
    const room = new Room();
    expect([0, 20_000].map((now) => room.has(live({ quality: "sharp" }), now))).toEqual([false, true]);
  });

  it.each([{ signal: "weak" as const }, { quality: "low" as const }, { leg: "interrupted" as const }])(
    "is gone at once with %o, and has to be earned again",
    (facts) => {
      const room = new Room();
      room.has(live(), 0);
      expect(room.has(live(facts), 30_000)).toBe(false);
      expect([31_000, 50_999, 51_000].map((now) => room.has(live(), now))).toEqual([false, false, true]);
    },
  );
});
