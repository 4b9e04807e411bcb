/**
 * Whether a picture moves, from the moments at which its frames came. A picture that is tried again over a weak
 * network begins with single frames that then stand still: until they flow, the last still says more. Pure.
 */

/** All times in milliseconds of one clock. */
const STANDSTILL = 4000;
/** Frames further apart are not of one flow. */
const BREAK = 700;
/** Frames that have come for so long without a break flow. */
const FLOW = 1000;
/** A still that comes while frames flow is a late one. */
const LATE_STILL = 500;

export class FrameFlow {
  #lastAt = 0;
  #since = 0;
  #flowedAt = 0;

  /** When the newest frame came; 0 before the first one. */
  get lastAt(): number {
    return this.#lastAt;
  }

  frameCame(now: number): void {
    if (now - this.#lastAt > BREAK) this.#since = now;
    this.#lastAt = now;
    if (now - this.#since >= FLOW) this.#flowedAt = now;
  }

  /** Whether a frame came lately. */
  moves(now: number): boolean {
    return now - this.#lastAt < STANDSTILL;
  }

  /** Whether a still that came then shows more than the frames do: none have flowed since. */
  yieldsTo(stillCameAt: number): boolean {
    return stillCameAt - this.#flowedAt > LATE_STILL;
  }
}
