/** What to say of a live picture: its signal, and why it stands still. */
import type { SessionView } from "../../shared/messages";
import type { LivePicture } from "../live/live-picture";
import { CAPTURE_REASONS } from "../words/labels";

export interface SignalWords {
  level: "good" | "weak" | "lost" | "unknown";
  word: string;
}

const SIGNALS = { good: "Good signal", weak: "Weak signal", lost: "Signal lost" } as const;

/** Whether the other end is there: the citizen's page, or a camera that sends. */
export function isThere(session: SessionView): boolean {
  return session.camera ? Boolean(session.up_leg_id) : session.citizen_connected;
}

/** How well the phone gets through; of a camera's signal nothing is known but that it sends. */
export function signalOf(session: SessionView): SignalWords {
  if (session.camera) {
    return isThere(session) ? { level: "good", word: "Camera sends" } : { level: "lost", word: "Camera not connected" };
  }
  if (!session.citizen_connected) return { level: "lost", word: "Phone not connected" };
  if (!session.capture) return { level: "unknown", word: "Signal not known yet" };
  const level = session.capture.signal;
  return { level, word: SIGNALS[level] };
}

/** Why the phone's camera shows nothing, as in "Camera paused: screen locked"; null while it is on. */
export function cameraWords(session: SessionView): string | null {
  const { capture } = session;
  if (!capture || capture.camera === "on") return null;
  const states = {
    off: "Camera off",
    paused: "Camera paused",
    interrupted: "Camera interrupted",
    unavailable: "No camera",
  };
  return withReason(states[capture.camera], session);
}

/** Why no sound comes from the phone; null while there is some. */
export function soundWords(session: SessionView): string | null {
  if (!session.capabilities.includes("audio")) return "No sound: not asked for or not agreed to";
  const { capture } = session;
  if (!capture || capture.microphone === "on") return null;
  const states = {
    off: "Microphone off",
    paused: "Sound paused",
    interrupted: "Sound interrupted",
    unavailable: "No microphone",
  };
  return withReason(states[capture.microphone], session);
}

/** What stands between the officer and the picture; null when nothing does. */
export function pictureTrouble(session: SessionView, picture: Pick<LivePicture, "state" | "code">): string | null {
  if (session.state === "ended") return "This session has ended. Replay shows what was recorded.";
  if (picture.code === "no-free-worker") return "Live video is full at the moment. It is tried again by itself.";
  if (picture.code === "live-paused")
    return "The live picture is paused so that the recording is kept. It comes back by itself.";
  if (!session.worker_id || !session.up_leg_id) return null;
  if (picture.state === "interrupted") return "Reconnecting. The picture comes back by itself.";
  if (picture.state === "refused" && picture.code !== "nothing-to-watch")
    return "The picture cannot be fetched yet. It is tried again by itself.";
  return null;
}

/** Whether a picture may be called live: frames come, and nothing covers the last of them. */
export function isLive(session: SessionView, picture: Pick<LivePicture, "state" | "code">, framesCome: boolean): boolean {
  const moves = session.state === "live" && framesCome && session.capture?.quality !== "stills";
  return moves && pictureTrouble(session, picture) === null;
}

function withReason(words: string, { capture }: SessionView): string {
  return capture?.reason ? `${words}: ${CAPTURE_REASONS[capture.reason]}` : words;
}
