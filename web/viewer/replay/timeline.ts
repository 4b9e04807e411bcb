/** The two clocks of a replay: the player's media time, which skips gaps, and the wall clock, which does not. */
import type { GapView, RecordingView } from "../../shared/messages";

/** A stretch of playable media: seconds of media time, milliseconds of wall clock. */
export interface Stretch {
  start: number;
  duration: number;
  beganAt: number;
}

/** What has a place on the wall clock, and what is missing of it. */
export type Timed = Pick<RecordingView, "began_at" | "ended_at" | "gaps">;

/** A part of the timeline's width, from 0 to 1. */
export interface Mark {
  from: number;
  to: number;
}

/** A part of the wall clock, in milliseconds; open at the end while only its beginning is chosen. */
export interface Stretched {
  from: number;
  to: number | null;
}

export interface GapMark extends Mark {
  gap: GapView;
}

/** The wall clock at a media time; null before anything is known. */
export function wallTimeAt(stretches: readonly Stretch[], mediaTime: number): number | null {
  const stretch = stretches.findLast(({ start }) => start <= mediaTime) ?? stretches[0];
  return stretch ? stretch.beganAt + (mediaTime - stretch.start) * 1000 : null;
}

/** The media time that shows a wall clock time; within a gap, the first moment after it. */
export function mediaTimeAt(stretches: readonly Stretch[], wallTime: number): number | null {
  for (const { start, duration, beganAt } of stretches) {
    if (wallTime < beganAt) return start;
    if (wallTime < beganAt + duration * 1000) return start + (wallTime - beganAt) / 1000;
  }
  const last = stretches.at(-1);
  return last ? last.start + last.duration : null;
}

/** Begin and end of a recording on the wall clock, in milliseconds; a running one ends now. */
export function bounds(recording: Timed, now: number): { from: number; to: number } | null {
  if (!recording.began_at) return null;
  const from = Date.parse(recording.began_at);
  const to = recording.ended_at ? Date.parse(recording.ended_at) : now;
  return { from, to: Math.max(to, from + 1000) };
}

/** Where the gaps lie on the timeline. */
export function gapMarks(recording: Timed, now: number): GapMark[] {
  const span = bounds(recording, now);
  if (!span) return [];
  const part = (instant: string) => clamp((Date.parse(instant) - span.from) / (span.to - span.from));
  return recording.gaps.map((gap) => ({ gap, from: part(gap.began_at), to: part(gap.ended_at) }));
}

/** Where a part of the wall clock lies on the timeline. */
export function markOf({ from, to }: Stretched, whole: { from: number; to: number }): Mark {
  const part = (instant: number) => clamp((instant - whole.from) / (whole.to - whole.from));
  return { from: part(from), to: part(to ?? from) };
}

function clamp(part: number): number {
  return Math.min(1, Math.max(0, part));
}
