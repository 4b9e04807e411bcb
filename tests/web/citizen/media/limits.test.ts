import { describe, expect, it } from "vitest";
import { limitCamera, limitSenders } from "../../../../web/citizen/media/limits";

/** A leg that sends a picture of 1920 x 1080 and sound, as far as its encoders can be told anything. */
function aLeg(side = 1080) {
  const told: Record<string, RTCRtpEncodingParameters> = {};
  const transceiver = (kind: string) => {
    const encodings = [{ active: true, maxBitrate: 1 }];
    const sender = {
      track: { getSettings: () => ({ width: (side * 16) / 9, height: side }) },
      getParameters: () => ({ encodings }),
      setParameters: (parameters: { encodings: RTCRtpEncodingParameters[] }) => {
        told[kind] = { ...parameters.encodings[0] };
        return Promise.resolve();
      },
    };
    return { direction: "sendonly", sender, receiver: { track: { kind } } };
  };
  const transceivers = [transceiver("video"), transceiver("audio")];
  return { told, peer: { getTransceivers: () => transceivers } as unknown as RTCPeerConnection };
}

describe("limitSenders", () => {
  it("sends 360p at 15 frames and at most 250 kbit/s in all when it is low", async () => {
    const { told, peer } = aLeg();
    await limitSenders(peer, "low");
    expect(told.video).toMatchObject({ active: true, maxFramerate: 15, scaleResolutionDownBy: 3 });
    expect((told.video?.maxBitrate ?? 0) + (told.audio?.maxBitrate ?? 0)).toBeLessThanOrEqual(250_000);
  });

  it.each([
    ["sharp", 1, 4_500_000],
    ["normal", 1.5, 2_000_000],
  ] as const)("makes of 1080p what %s means", async (quality, scaleResolutionDownBy, maxBitrate) => {
    const { told, peer } = aLeg();
    await limitSenders(peer, quality);
    expect(told.video).toMatchObject({ active: true, scaleResolutionDownBy, maxBitrate });
  });

  it("never makes a picture larger than it is", async () => {
    const { told, peer } = aLeg(240);
    await limitSenders(peer, "normal");
    expect(told.video?.scaleResolutionDownBy).toBe(1);
  });

  it("sends sound without a picture beside stills, and neither when nothing gets through", async () => {
    const { told, peer } = aLeg();
    await limitSenders(peer, "stills");
    expect([told.video?.active, told.audio?.active]).toEqual([false, true]);
    await limitSenders(peer, "none");
    expect([told.video?.active, told.audio?.active]).toEqual([false, false]);
    await limitSenders(peer, "normal");
    expect([told.video?.active, told.audio?.active]).toEqual([true, true]);
  });
});

describe("limitCamera", () => {
  it.each([
    ["sharp", 1080],
    ["normal", 720],
    ["low", 720],
  ] as const)("opens the camera for %s with %i lines", async (quality, height) => {
    const asked: MediaTrackConstraints[] = [];
    const applyConstraints = (constraints: MediaTrackConstraints) => Promise.resolve(void asked.push(constraints));
    await limitCamera({ applyConstraints } as unknown as MediaStreamTrack, quality);
    expect(asked).toMatchObject([{ height: { ideal: height } }]);
  });
});
