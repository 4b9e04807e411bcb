import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { standing, watchTimeOuts, type Standing } from "../../../../web/viewer/sign-in/time-outs";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe("a sign-in", () => {
  it("lasts while someone is at the desk", () => {
    expect(standing(0, 8 * HOUR, false, 8 * HOUR + 13 * MINUTE)).toBe("good");
  });

  it("lapses after a quarter of an hour without anyone, a minute after it was said", () => {
    expect(standing(0, HOUR, false, HOUR + 14 * MINUTE)).toBe("idle-soon");
    expect(standing(0, HOUR, false, HOUR + 15 * MINUTE)).toBe("idle");
  });

  it("lasts an hour before a live picture, hands or not", () => {
    expect(standing(0, HOUR, true, HOUR + 58 * MINUTE)).toBe("good");
    expect(standing(0, HOUR, true, HOUR + 60 * MINUTE)).toBe("idle");
  });

  it("lapses after twelve hours, whoever is at the desk, ten minutes after it was said", () => {
    expect(standing(0, 12 * HOUR, true, 12 * HOUR - 10 * MINUTE)).toBe("shift-soon");
    expect(standing(0, 12 * HOUR, true, 12 * HOUR)).toBe("shift");
  });
});

describe("a watch over a sign-in", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A desk where somebody signed in so many milliseconds ago. */
  function setUp(ago = 0) {
    const hands = new EventTarget();
    const desk = { heard: [] as Standing[], isWatching: false };
    const onStanding = (now: Standing) => {
      desk.heard.push(now);
    };
    const stop = watchTimeOuts({ signedInAt: -ago, isWatching: () => desk.isWatching, onStanding, hands });
    return { desk, stop, move: () => hands.dispatchEvent(new Event("pointermove")) };
  }

  it("warns, then locks, and is over with that", () => {
    const { desk } = setUp();
    vi.advanceTimersByTime(20 * MINUTE);
    expect(desk.heard).toEqual(["idle-soon", "idle"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("takes the warning back at once when a hand moves", () => {
    const { desk, move } = setUp();
    vi.advanceTimersByTime(14.5 * MINUTE);
    move();
    expect(desk.heard).toEqual(["idle-soon", "good"]);
    vi.advanceTimersByTime(13 * MINUTE);
    expect(desk.heard).toHaveLength(2);
  });

  it("locks soon after the last picture is gone, if nobody had moved for long", () => {
    const { desk } = setUp();
    desk.isWatching = true;
    vi.advanceTimersByTime(30 * MINUTE);
    expect(desk.heard).toEqual([]);
    desk.isWatching = false;
    vi.advanceTimersByTime(5_000);
    expect(desk.heard).toEqual(["idle"]);
  });

  it("ends a shift under the hands of whoever works on", () => {
    const { desk, move } = setUp(11.9 * HOUR);
    for (let minute = 0; minute < 10; minute += 1) {
      vi.advanceTimersByTime(MINUTE);
      move();
    }
    expect(desk.heard).toEqual(["shift-soon", "shift"]);
  });

  it("says nothing once it is stopped", () => {
    const { desk, stop } = setUp();
    stop();
    vi.advanceTimersByTime(13 * HOUR);
    expect(desk.heard).toEqual([]);
  });
});
