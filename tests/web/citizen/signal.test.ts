import { describe, expect, it } from "vitest";
import { sampleOf, signalOf, type Sample } from "../../../web/citizen/signal";

const sample = (facts: Partial<Sample> = {}): Sample => ({
  bytesSent: 2000,
  fractionLost: 0,
  roundTripSeconds: 0.05,
  framesPerSecond: 30,
  available: null,
  sending: true,
  ...facts,
});
const before = sample({ bytesSent: 1000 });

describe("signalOf", () => {
  it("is good while bytes flow, arrive and are answered soon", () => {
    expect(signalOf(before, sample())).toBe("good");
    expect(signalOf(null, sample())).toBe("good");
  });

  it.each([{ fractionLost: 0.06 }, { roundTripSeconds: 1 }, { framesPerSecond: 5 }])("is weak with %j", (facts) => {
    expect(signalOf(before, sample(facts))).toBe("weak");
  });

  it("is lost when nothing was sent since the last look, or nothing is connected", () => {
    expect(signalOf(sample(), sample())).toBe("lost");
    expect(signalOf(before, null)).toBe("lost");
  });

  it("does not miss what is not meant to be sent", () => {
    expect(signalOf(sample(), sample({ sending: false, framesPerSecond: null }))).toBe("good");
    const report = [{ type: "outbound-rtp", kind: "video", bytesSent: 900, active: false }];
    expect(sampleOf(report)).toMatchObject({ sending: false, framesPerSecond: null, bytesSent: 900 });
  });

  it("does not take sound alone for a picture that stands still", () => {
    expect(signalOf(before, sample({ framesPerSecond: null }))).toBe("good");
  });
});

describe("sampleOf", () => {
  it("adds up what is sent and takes the worst of what comes back", () => {
    const report = [
      { type: "outbound-rtp", kind: "audio", bytesSent: 100 },
      { type: "outbound-rtp", kind: "video", bytesSent: 900, framesPerSecond: 25 },
      { type: "remote-inbound-rtp", fractionLost: 0.01, roundTripTime: 0.1 },
      { type: "remote-inbound-rtp", fractionLost: 0.2 },
      { type: "candidate-pair", bytesSent: 5, availableOutgoingBitrate: 400_000 },
    ];
    expect(sampleOf(report)).toEqual({
      bytesSent: 1000,
      fractionLost: 0.2,
      roundTripSeconds: 0.1,
      framesPerSecond: 25,
      available: 400_000,
      sending: true,
    });
  });
});
