/** What is said of clips, snapshots and playable copies. */
import type { CopiedFile, CopyRequest, CopyView, MaterialView } from "../../shared/messages";
import type { Stretched } from "../replay/timeline";
import { isPhotograph } from "./material-words";

type CopyKind = CopyView["kind"];
type CopyState = CopyView["state"];

/** What an officer can ask for: kinds of copies as they choose between them. */
export type Choice = "clip" | "exact-clip" | "snapshot" | "playable";

export const CHOICES: Record<Choice, { words: string; more: string }> = {
  clip: {
    words: "Clip, pictures untouched",
    more: "Cut at key frames: it may begin a few seconds early. Nothing is encoded again.",
  },
  "exact-clip": {
    words: "Clip, exact to the picture",
    more: "Begins and ends at the very pictures. It is encoded again, and its record says so.",
  },
  playable: {
    words: "Playable copy",
    more: "MP4 that every player plays (H.264, AAC). What had to be encoded again is named.",
  },
  snapshot: { words: "Snapshot", more: "The picture at the beginning of what is marked, in full size." },
};

export const COPY_KINDS: Record<CopyKind, string> = {
  clip: "Clip",
  snapshot: "Snapshot",
  playable: "Playable copy",
  redacted: "Copy with faces hidden",
};

export const COPY_STATES: Record<CopyState, string> = {
  waiting: "Waiting for its turn",
  running: "Being made",
  ready: "Ready",
  failed: "Could not be made",
};

/** Of a photograph nothing is cut. */
export function copiesTitle(material: Pick<MaterialView, "kind" | "media_type">): string {
  return isPhotograph(material) ? "Copies" : "Clips and snapshots";
}

export interface Wanted {
  choice: Choice;
  marked: Stretched;
  reason: string;
}

/** The request, or a sentence that says what is still wanting. */
export function copyRequest({ choice, marked, reason }: Wanted): CopyRequest | string {
  const { from, to } = marked;
  const isSnapshot = choice === "snapshot";
  if (!isSnapshot && to === null) return "Mark the end too, or choose a snapshot.";
  if (!isSnapshot && to !== null && to <= from) return "The end lies before the beginning. Mark one of them again.";
  if (!reason.trim()) return "Say why the copy is made.";
  return {
    kind: choice === "exact-clip" ? "clip" : choice,
    began_at: new Date(from).toISOString(),
    ended_at: isSnapshot || to === null ? null : new Date(to).toISOString(),
    exact: choice === "exact-clip",
    reason: reason.trim(),
  };
}

/** How true a file is to the master, and whether it says so itself: "pictures untouched, with C2PA credentials". */
export function makingWords({
  picture,
  sound,
  credentials,
}: Pick<CopiedFile, "picture" | "sound" | "credentials">): string {
  const words = { untouched: "untouched", transcoded: "encoded again" };
  const tracks = [picture ? `pictures ${words[picture]}` : "", sound ? `sound ${words[sound]}` : ""];
  return [...tracks, credentials ? "with C2PA credentials" : ""].filter(Boolean).join(", ");
}

/** What a copy hides: "2 faces or boxes hidden, without sound. Nothing else is."; empty for one that hides nothing. */
export function hidingWords({ hidden_count, silent }: Pick<CopyView, "hidden_count" | "silent">): string {
  if (hidden_count === null) return "";
  if (!hidden_count) return "Without sound. Nobody is hidden.";
  const hidden = hidden_count === 1 ? "1 face or box hidden" : `${hidden_count} faces or boxes hidden`;
  return `${hidden}${silent ? ", without sound" : ""}. Nothing else is.`;
}

export function isUnderway({ state }: Pick<CopyView, "state">): boolean {
  return state === "waiting" || state === "running";
}
