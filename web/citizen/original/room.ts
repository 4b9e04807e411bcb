/** When there is room beside the live picture: it gets through well, and has for a while. Pure. */
import type { State } from "../state";

/** The live picture comes first: one weak moment, and the copy waits this long again. */
const GOOD_FOR_MILLISECONDS = 20_000;

export class Room {
  #goodSince: number | null = null;

  /** Takes the newest state; says whether something may be sent beside the picture now. */
  has(state: State, now: number): boolean {
    if (!isGood(state)) this.#goodSince = null;
    else this.#goodSince ??= now;
    return this.#goodSince !== null && now - this.#goodSince >= GOOD_FOR_MILLISECONDS;
  }
}

function isGood(state: State): boolean {
  const full = state.quality === "normal" || state.quality === "sharp";
  return state.leg === "connected" && state.signal === "good" && full;
}
