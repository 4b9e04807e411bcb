/** A camera or a microphone: one track that can be had, lost without notice, and had again. */

export class Source {
  readonly #acquire: () => Promise<MediaStreamTrack>;
  readonly #changed: () => void;
  #track: MediaStreamTrack | null = null;
  #enabled = true;
  #starts = 0;

  constructor(acquire: () => Promise<MediaStreamTrack>, changed: () => void) {
    this.#acquire = acquire;
    this.#changed = changed;
  }

  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  /** "interrupted": the phone has taken the device away (a call, another app, the lock screen). */
  get condition(): "off" | "on" | "interrupted" {
    if (this.#track === null) return "off";
    return this.#track.readyState === "ended" || this.#track.muted ? "interrupted" : "on";
  }

  /** Switches what the track carries to darkness or silence and back, without letting the device go. */
  enable(enabled: boolean): void {
    this.#enabled = enabled;
    if (this.#track) this.#track.enabled = enabled;
  }

  /** Lets the old track go first: many phones open a device only once. Rejects as getUserMedia does. */
  async start(): Promise<MediaStreamTrack> {
    const start = ++this.#starts;
    this.#release();
    const track = await this.#acquire();
    if (start !== this.#starts) {
      track.stop();
      throw new DOMException("Stopped while starting", "AbortError");
    }
    track.enabled = this.#enabled;
    track.onmute = track.onunmute = track.onended = this.#changed;
    this.#track = track;
    this.#changed();
    return track;
  }

  stop(): void {
    this.#starts += 1;
    this.#release();
    this.#changed();
  }

  #release(): void {
    if (this.#track === null) return;
    this.#track.onmute = this.#track.onunmute = this.#track.onended = null;
    this.#track.stop();
    this.#track = null;
  }
}
