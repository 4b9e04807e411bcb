/** The clock of a film: when it was recorded or, where nobody said when, how far into it, which is counted from 1970. */
import type { CopyFile, CopyView, MaterialView } from "../../../shared/messages";
import { clockTime, timeWords } from "../../components/moment";
import { WALL_CLOCK, type TimeWords } from "../../components/replay-timeline";
import type { Timed } from "../../replay/timeline";
import { elapsed } from "../../words/times";

const A_DAY = 24 * 3600 * 1000;
const ELAPSED: TimeWords = { shown: elapsed, spoken: elapsed };

/** How a time of a film is written: "14:03:22", or "0:07" where nobody knows when it was. */
export function clockOf(instant: string | number): TimeWords {
  return isUndated(instant) ? ELAPSED : WALL_CLOCK;
}

/** A time of a film as it is shown. */
export function filmTime(instant: string | number): ReturnType<TimeWords["shown"]> {
  return isUndated(instant) ? elapsed(new Date(instant).getTime()) : clockTime(instant);
}

/** The same as plain text. */
export function filmTimeWords(instant: number): string {
  return isUndated(instant) ? elapsed(instant) : timeWords(instant);
}

/** Where a file that was brought in begins. */
export function beginningOf({ began_at }: Pick<MaterialView, "began_at">): string {
  return began_at ?? new Date(0).toISOString();
}

/** Where one file of a copy lies in time, once the browser knows how long it is. */
export function spanOf({ began_at }: Pick<CopyFile, "began_at">, seconds: number): Timed {
  const began = Date.parse(began_at);
  return { began_at, ended_at: new Date(began + seconds * 1000).toISOString(), gaps: [] };
}

/** The file of a copy in which a time lies: the last that has begun by then, else the first. */
export function partAt(files: readonly Pick<CopyFile, "began_at">[], at: number): number {
  return Math.max(0, files.findLastIndex(({ began_at }) => Date.parse(began_at) <= at));
}

/** The copy by which a whole file that was brought in is played: the newest that is there or under way. */
export function wholeCopy(copies: readonly CopyView[]): CopyView | null {
  const whole = copies.filter(({ kind, ended_at, state }) => kind === "playable" && !ended_at && state !== "failed");
  return whole.find(({ state }) => state === "ready") ?? whole[0] ?? null;
}

function isUndated(instant: string | number): boolean {
  return new Date(instant).getTime() < A_DAY;
}
