import { describe, expect, it } from "vitest";
import { beginning, FIRST, reasonOf, sendsStills, sentOf, step, type Ladder, type Measured } from "../../../../web/citizen/media/ladder";
import type { AskedQuality, Quality } from "../../../../web/shared/messages";

const TICK = 2;
const FINE: Measured = {
  seconds: TICK,
  connected: true,
  arrived: true,
  lineOpen: true,
  framesPerSecond: 30,
  available: 2_000_000,
  fractionLost: 0,
  roundTripSeconds: 0.05,
  stillWaitsSeconds: 0,
};
const WANTED: Partial<Record<Quality, number>> = { sharp: 1_500_000, normal: 500_000, low: 200_000 };

/** What a path of so many bits per second lets through of what is sent: frames, or one still after another. */
function path(bitsPerSecond: number): (sent: Quality) => Measured {
  return (sent) => {
    const wanted = WANTED[sent];
    if (wanted === undefined) return { ...FINE, framesPerSecond: 0, stillWaitsSeconds: 150_000 / bitsPerSecond };
    const share = Math.min(1, bitsPerSecond / wanted);
    return { ...FINE, available: bitsPerSecond, framesPerSecond: 30 * share, roundTripSeconds: 0.1 / share };
  };
}

const unseen = (): Measured => ({ ...FINE, arrived: false, framesPerSecond: 10, available: 300_000 });
const away = (): Measured => ({ ...FINE, connected: false, available: null, framesPerSecond: 0 });

/** Follows a path for some seconds; returns where it came to and what was sent at each step. */
function follow(from: Ladder, seconds: number, measure: (sent: Quality) => Measured, asked: AskedQuality = "automatic") {
  let ladder = from;
  const sent: Quality[] = [];
  for (let at = 0; at < seconds; at += TICK) {
    ladder = step(ladder, measure(sentOf(ladder, asked)), asked);
    sent.push(sentOf(ladder, asked));
  }
  const changes = sent.filter((quality, index) => index > 0 && quality !== sent[index - 1]).length;
  return { ladder, last: sent.at(-1), sent, changes };
}

describe("a ladder on one path", () => {
  it("begins with the normal picture and stays there while all is well", () => {
    expect(sentOf(FIRST, "automatic")).toBe("normal");
    expect(follow(FIRST, 120, path(2_000_000))).toMatchObject({ last: "normal", changes: 0 });
  });

  it("leaves poor 3G of 400 kbit/s to the encoder, which sends less by itself", () => {
    expect(follow(FIRST, 120, path(400_000))).toMatchObject({ last: "normal", changes: 0 });
  });

  it("comes to the low picture on 200 kbit/s, and tries the normal one less and less often", () => {
    const { sent, ladder } = follow(FIRST, 600, path(200_000));
    expect(sent.slice(3, 6)).toEqual(["low", "low", "low"]);
    expect(sent.filter((quality) => quality === "low").length).toBeGreaterThan(0.85 * sent.length);
    expect(sent).not.toContain("stills");
    expect(ladder.patience).toBe(120);
  });

  it("comes to stills on a call drop to 50 kbit/s within six seconds, and mostly stays there", () => {
    const { sent } = follow(FIRST, 600, path(50_000));
    expect(sent[2]).toBe("stills");
    expect(sent).not.toContain("none");
    expect(sent.filter((quality) => quality === "stills").length).toBeGreaterThan(0.85 * sent.length);
  });

  it("gives way to positions and chat where not even stills get through", () => {
    const { sent } = follow(FIRST, 60, path(5_000));
    expect(sent).toContain("none");
  });

  it("climbs back to the normal picture within a minute, step by step", () => {
    const fallen = follow(FIRST, 6, path(50_000)).ladder;
    const { sent, last } = follow(fallen, 60, path(2_000_000));
    expect(last).toBe("normal");
    expect([...new Set(sent)]).toEqual(["stills", "low", "normal"]);
  });

  it("is patient no more once a step up has proved right", () => {
    const tired = follow(FIRST, 600, path(50_000)).ladder;
    expect(tired.patience).toBe(120);
    expect(follow(tired, 240, path(2_000_000)).ladder.patience).toBe(10);
  });

  it("does not fall for a hiccup", () => {
    const hiccup = step(FIRST, { ...FINE, framesPerSecond: 0 }, "automatic");
    expect(sentOf(hiccup, "automatic")).toBe("normal");
    expect(step(hiccup, FINE, "automatic").badly).toBe(0);
  });

  it.each([{ framesPerSecond: 4 }, { available: 140_000 }, { fractionLost: 0.2 }, { roundTripSeconds: 2 }])(
    "falls to the small picture when %j lasts",
    (facts) => {
      expect(follow(FIRST, 6, () => ({ ...FINE, ...facts })).last).toBe("low");
    },
  );

  it.each([{ framesPerSecond: 1 }, { available: 40_000 }, { fractionLost: 0.4 }, { roundTripSeconds: 4 }])(
    "falls to stills at once when %j lasts, which the small picture would not bear either",
    (facts) => {
      expect(follow(FIRST, 6, () => ({ ...FINE, ...facts })).last).toBe("stills");
    },
  );

  it("needs no word of congestion control, which some browsers do not give", () => {
    expect(follow(FIRST, 60, () => ({ ...FINE, available: null })).last).toBe("normal");
  });
});

describe("a ladder at the beginning", () => {
  const stillsOf = (ladder: Ladder) => sendsStills(ladder, sentOf(ladder, "automatic"));
  const quick = (measured: Measured) => ({ ...measured, seconds: 1 });

  it("sends stills beside a picture of which nothing has arrived for three seconds", () => {
    let ladder = FIRST;
    const beside = [1, 2, 3].map(() => stillsOf((ladder = step(ladder, quick(unseen()), "automatic"))));
    expect(beside).toEqual([false, false, true]);
    expect(sentOf(ladder, "automatic")).toBe("normal");
    expect(stillsOf(step(ladder, FINE, "automatic"))).toBe(false);
  });

  it("sends them as well before there is a leg, and says so", () => {
    const { last, ladder } = follow(FIRST, 4, () => ({ ...away(), arrived: false }));
    expect(last).toBe("stills");
    expect(sentOf(step(ladder, unseen(), "automatic"), "automatic")).toBe("normal");
  });

  it("leaves all the room to stills, at once, after five seconds of a picture that does not arrive", () => {
    expect(follow(FIRST, 8, unseen).sent).toEqual(["normal", "normal", "stills", "stills"]);
  });

  it("tries a small picture later, and gives it up as soon as the first one", () => {
    const { sent } = follow(FIRST, 32, (level) => (level === "stills" ? { ...FINE, arrived: false } : unseen()));
    expect(sent.slice(2).join(" ")).toBe("stills stills stills stills stills low low low stills stills stills stills stills stills");
  });

  it("begins with the small picture where the browser takes the network for a slow one", () => {
    expect(["slow-2g", "2g", "3g", "4g", undefined].map((type) => sentOf(beginning(type), "automatic"))).toEqual([
      "low",
      "low",
      "normal",
      "normal",
      "normal",
    ]);
    expect(follow(beginning("2g"), 20, path(2_000_000)).last).toBe("normal");
  });
});

describe("a ladder without a leg", () => {
  it("sends stills after five seconds, and the picture as soon as there is a leg", () => {
    const { ladder, sent } = follow(FIRST, 10, away);
    expect(sent).toEqual(["normal", "normal", "stills", "stills", "stills"]);
    expect(sentOf(step(ladder, FINE, "automatic"), "automatic")).toBe("normal");
  });

  it("goes on with stills while the connection is away too: they are kept, and cost nothing", () => {
    const nothing = () => ({ ...away(), lineOpen: false, stillWaitsSeconds: 60 });
    expect(follow(FIRST, 300, nothing).last).toBe("stills");
  });
});

describe("what officers ask for", () => {
  it.each<[AskedQuality, Quality]>([
    ["sharp", "sharp"],
    ["automatic", "normal"],
    ["low", "low"],
    ["stills", "stills"],
  ])("%s is %s at once, as far as the network bears it", (asked, quality) => {
    expect(sentOf(FIRST, asked)).toBe(quality);
    expect(follow(FIRST, 60, path(3_000_000), asked).last).toBe(quality);
  });

  it("is back at the normal picture at once when nothing is asked any more", () => {
    const { ladder } = follow(FIRST, 60, path(2_000_000), "stills");
    expect(sentOf(ladder, "automatic")).toBe("normal");
  });

  it("never makes the network worse than it is", () => {
    expect(follow(FIRST, 24, path(50_000), "sharp").last).toBe("stills");
  });

  it("is climbed to again after a fall", () => {
    const fallen = follow(FIRST, 6, path(300_000), "sharp").ladder;
    expect(fallen.level).toBe("normal");
    expect(follow(fallen, 30, path(4_000_000), "sharp").last).toBe("sharp");
  });
});

describe("the reason", () => {
  it("is the network below what is asked for, the officer at what is asked for", () => {
    expect(reasonOf("normal", "automatic")).toBeNull();
    expect(reasonOf("low", "automatic")).toBe("network");
    expect(reasonOf("low", "low")).toBe("officer");
    expect(reasonOf("stills", "low")).toBe("network");
    expect(reasonOf("normal", "sharp")).toBe("network");
  });
});
