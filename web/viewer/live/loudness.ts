/** How loud a microphone is, for a meter: nothing of it is kept or sent. */

const QUIETEST_DECIBELS = -60;

export class Loudness {
  readonly #context = new AudioContext();
  readonly #analyser = this.#context.createAnalyser();
  readonly #samples = new Float32Array(this.#analyser.fftSize);

  constructor(stream: MediaStream) {
    this.#context.createMediaStreamSource(stream).connect(this.#analyser);
  }

  /** From 0, silence, to 1, as loud as it goes. */
  get level(): number {
    this.#analyser.getFloatTimeDomainData(this.#samples);
    return levelOf(this.#samples);
  }

  close(): void {
    void this.#context.close();
  }
}

/** Ears count in decibels: the upper 60 of them fill the meter. */
export function levelOf(samples: Float32Array): number {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const decibels = 10 * Math.log10(Math.max(power, 1e-9));
  return Math.min(1, Math.max(0, 1 - decibels / QUIETEST_DECIBELS));
}
