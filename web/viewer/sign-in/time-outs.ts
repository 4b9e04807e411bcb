/** When a sign-in ends by itself: after a while without anyone at the desk, and after a shift. */

const MINUTE = 60_000;
const IDLE = 30 * MINUTE;
const SHIFT = 12 * 60 * MINUTE;
const CHECK_EVERY = 5_000;

export type Lapse = "idle" | "shift";

/** Say whether a sign-in has lapsed; instants in milliseconds. */
export function lapse(signedInAt: number, lastActiveAt: number, now: number): Lapse | null {
  if (now - signedInAt >= SHIFT) return "shift";
  return now - lastActiveAt >= IDLE ? "idle" : null;
}

/** Why the page is locked, for the officer. */
export const LAPSE_WORDS: Record<Lapse, string> = {
  idle: "Nobody has used this page for 30 minutes.",
  shift: "Your sign-in is 12 hours old.",
};

/**
 * Watches for hands on keyboard, mouse or screen, and calls back once when the sign-in has lapsed.
 * Someone who watches a live picture is at the desk, hands or not: `isWatching` says so.
 */
export function watchTimeOuts(
  signedInAt: number,
  isWatching: () => boolean,
  onLapse: (why: Lapse) => void,
): () => void {
  let lastActiveAt = Date.now();
  const touch = () => {
    lastActiveAt = Date.now();
  };
  const events = ["pointerdown", "pointermove", "keydown", "wheel"];
  for (const name of events) addEventListener(name, touch, { passive: true });
  const timer = setInterval(() => {
    if (isWatching()) touch();
    const why = lapse(signedInAt, lastActiveAt, Date.now());
    if (why) onLapse(why);
  }, CHECK_EVERY);
  return () => {
    clearInterval(timer);
    for (const name of events) removeEventListener(name, touch);
  };
}
