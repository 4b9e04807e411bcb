import { describe, expect, it, vi } from "vitest";
import { Source } from "../../../../web/citizen/media/source";

class FakeTrack {
  readyState = "live";
  muted = false;
  enabled = true;
  onmute: (() => void) | null = null;
  onended: (() => void) | null = null;

  stop() {
    this.readyState = "ended";
  }
}

function device() {
  const tracks: FakeTrack[] = [];
  const changed = vi.fn();
  const source = new Source(() => {
    tracks.push(new FakeTrack());
    return Promise.resolve(tracks.at(-1) as unknown as MediaStreamTrack);
  }, changed);
  return { source, changed, track: (index: number) => tracks[index]! };
}

describe("Source", () => {
  it("lets the old track go before it takes a new one", async () => {
    const { source, track } = device();
    await source.start();
    await source.start();
    expect(track(0).readyState).toBe("ended");
    expect(track(1).readyState).toBe("live");
  });

  it("notices when the phone takes the device away, and when it gives it back", async () => {
    const { source, changed, track } = device();
    await source.start();
    changed.mockClear();
    track(0).muted = true;
    track(0).onmute?.();
    expect(source.condition).toBe("interrupted");
    expect(changed).toHaveBeenCalledOnce();
    track(0).muted = false;
    expect(source.condition).toBe("on");
  });

  it("does not turn on a device that was stopped while it was being opened", async () => {
    const { source, track } = device();
    const starting = source.start();
    source.stop();
    await expect(starting).rejects.toThrow("Stopped while starting");
    expect(track(0).readyState).toBe("ended");
    expect(source.condition).toBe("off");
  });

  it("stays dark or silent over a change of track", async () => {
    const { source, track } = device();
    await source.start();
    source.enable(false);
    await source.start();
    expect(track(1).enabled).toBe(false);
  });
});
