/** A part of a recording, marked for a copy: its beginning first, then its end. */
import { span } from "../words/times";
import type { Stretched } from "./timeline";

/** Mark the beginning; an end that would lie before it is forgotten. */
export function markBeginning(marked: Stretched | null, at: number): Stretched {
  const end = marked?.to ?? null;
  return { from: at, to: end !== null && end > at ? end : null };
}

/** Mark the end; without a beginning there is none. */
export function markEnd(marked: Stretched | null, at: number): Stretched | null {
  return marked && { ...marked, to: at };
}

/** What is marked, in words; `time` writes an instant. */
export function marksText(marked: Stretched | null, time: (instant: number) => string): string {
  if (!marked) return "";
  const { from, to } = marked;
  if (to === null) return `Marked from ${time(from)}: mark the end, or take a snapshot of this picture below.`;
  return `Marked ${time(from)} to ${time(to)} (${span(Math.abs(to - from))}): make the copy below.`;
}
