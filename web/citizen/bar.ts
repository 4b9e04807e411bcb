/** The one sentence at the top of the live screen: what the police can see and hear now. Pure. */
import { agreed, streams, type State } from "./state";

export type BarKey =
  | "see-and-hear"
  | "see"
  | "hear"
  | "place"
  | "chat"
  | "connecting"
  | "again"
  | "paused"
  | "stopped"
  | "full";
export type NoteKey =
  | "none"
  | "one"
  | "many"
  | "connecting"
  | "again"
  | "paused"
  | "full"
  | "away"
  | "phone-call"
  | "silent"
  | "chat"
  | "quality";

export interface Bar {
  says: BarKey;
  note: NoteKey;
  /** "live" is red: somebody can see or hear. */
  tone: "live" | "waiting" | "stopped";
}

/** Says the truth in the order of what matters most to the person who holds the phone. */
export function barOf(state: State): Bar {
  if (!sends(state)) return withoutStream(state);
  if (state.paused) return { says: "paused", note: "paused", tone: "stopped" };
  if (agreed(state, "video") && isDown(state.camera)) return { says: "stopped", note: stoppedNote(state), tone: "stopped" };
  if (state.leg !== "connected" && sendsStills(state)) return { says: "see", note: "quality", tone: "live" };
  if (state.legCode === "no-free-worker") return { says: "full", note: "full", tone: "waiting" };
  if (state.leg !== "connected") return state.everConnected ? again : connecting;
  if (state.quality === "none") return { ...withoutStream(state), note: "quality" };
  return { says: seeing(state), note: isWeak(state) ? "quality" : audience(state), tone: "live" };
}

/** Stills go over the connection, with or without a leg. */
function sendsStills(state: State): boolean {
  return state.quality === "stills" && state.connection === "open";
}

/** Whether the network has made less of the picture; what officers asked for stands among the facts. */
function isWeak(state: State): boolean {
  const less = state.quality === "low" || state.quality === "stills";
  return less && state.qualityReason === "network" && state.camera === "on";
}

const connecting: Bar = { says: "connecting", note: "connecting", tone: "waiting" };
const again: Bar = { says: "again", note: "again", tone: "waiting" };

/** Whether picture or sound is meant to go out. */
function sends(state: State): boolean {
  return streams(state) && (state.camera !== "off" || state.microphone === "on" || state.microphone === "interrupted");
}

function withoutStream(state: State): Bar {
  if (state.connection !== "open") return state.everConnected ? again : connecting;
  if (state.positions === "on") return { says: "place", note: audience(state), tone: "live" };
  return { says: "chat", note: "chat", tone: "waiting" };
}

function isDown(camera: State["camera"]): boolean {
  return camera === "interrupted" || camera === "unavailable";
}

function stoppedNote(state: State): NoteKey {
  return state.stopped === "phone-call" ? "phone-call" : "away";
}

function seeing(state: State): BarKey {
  const seen = state.camera === "on";
  const heard = state.microphone === "on";
  if (seen && heard) return "see-and-hear";
  return seen ? "see" : "hear";
}

function audience(state: State): NoteKey {
  if (state.stopped === "phone-call") return "phone-call";
  if (agreed(state, "audio") && state.camera === "on" && state.microphone === "unavailable") return "silent";
  if (state.watching === 0) return "none";
  return state.watching === 1 ? "one" : "many";
}
