/**
 * When a sign-in ends by itself: after a while without anyone at the desk, and after a shift. Who watches a live picture
 * is taken to be there for longer, hands or not; and nobody is locked out without a word before.
 */

const MINUTE = 60_000;
const IDLE = 15 * MINUTE;
const IDLE_WATCHING = 60 * MINUTE;
const SHIFT = 12 * 60 * MINUTE;
const IDLE_WARNING = MINUTE;
const SHIFT_WARNING = 10 * MINUTE;
const CHECK_EVERY = 5_000;

export type Lapse = "idle" | "shift";
export type Standing = "good" | "idle-soon" | "shift-soon" | Lapse;

/** How a sign-in stands; instants in milliseconds. */
export function standing(signedInAt: number, lastActiveAt: number, isWatching: boolean, now: number): Standing {
  const idle = now - lastActiveAt - (isWatching ? IDLE_WATCHING : IDLE);
  const shift = now - signedInAt - SHIFT;
  if (shift >= 0) return "shift";
  if (idle >= 0) return "idle";
  if (idle >= -IDLE_WARNING) return "idle-soon";
  return shift >= -SHIFT_WARNING ? "shift-soon" : "good";
}

/** Why the page is locked, for the officer. */
export const LAPSE_WORDS: Record<Lapse, string> = {
  idle: "Nobody has used this page for a while.",
  shift: "Your sign-in is 12 hours old.",
};

export interface TimeOuts {
  /** In milliseconds. */
  signedInAt: number;
  isWatching: () => boolean;
  /** Called with every change; once a sign-in has lapsed, for the last time. */
  onStanding: (standing: Standing) => void;
  /** Where hands on keyboard, mouse or screen show. */
  hands?: EventTarget;
}

/** Watches until the sign-in has lapsed, or until what it returns is called. */
export function watchTimeOuts({ signedInAt, isWatching, onStanding, hands = window }: TimeOuts): () => void {
  let last: Standing = "good";
  let lastActiveAt = Date.now();
  const look = () => {
    const now = standing(signedInAt, lastActiveAt, isWatching(), Date.now());
    if (now === last) return;
    last = now;
    if (now === "idle" || now === "shift") stop();
    onStanding(now);
  };
  const touch = () => {
    lastActiveAt = Date.now();
    if (last === "idle-soon") look();
  };
  const events = ["pointerdown", "pointermove", "keydown", "wheel"];
  for (const name of events) hands.addEventListener(name, touch, { passive: true });
  const timer = setInterval(look, CHECK_EVERY);
  const stop = () => {
    clearInterval(timer);
    for (const name of events) hands.removeEventListener(name, touch);
  };
  return stop;
}
