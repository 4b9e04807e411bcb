/**
 * The note that this phone holds a better copy. It must outlive the tab, so it lies in localStorage; it is the only
 * trace besides the pieces, and is gone when they are. Part of the page's start, so it is small.
 */
import type { CutShort, EndReason } from "../../shared/messages";

export interface Take {
  take_id: string;
  mime: string;
  /** How many there were, sent or not. */
  pieces: number;
  cut_short: CutShort | null;
}

export interface Note {
  /** The link's, by which the same link finds the copy again; it is spent. */
  token: string | null;
  session_id: string;
  credential: string;
  takes: Take[];
  /** How it ended; null while it goes on, or where this phone has not heard. */
  ended: EndReason | null;
}

/** Folder and database of the pieces. */
export const PLACE = "original";
const KEY = `${PLACE}:`;

export function readNotes(): Note[] {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(KEY));
    return keys.map((key) => JSON.parse(localStorage.getItem(key) ?? "null") as Note);
  } catch {
    return [];
  }
}

/** The note that a link leads to; without a link, as after a reload at the end, the first there is. */
export function findNote(token: string | null): Note | null {
  return readNotes().find((note) => token === null || note.token === token) ?? null;
}

/** Throws where the phone keeps nothing: without a note nothing may be kept. */
export function keepNote(note: Note): void {
  localStorage.setItem(KEY + note.session_id, JSON.stringify(note));
}

export function removeNote(sessionId: string): void {
  localStorage.removeItem(KEY + sessionId);
}

/** Deletes every note and every piece, whatever is still under way. */
export async function wipe(): Promise<void> {
  for (const { session_id } of readNotes()) removeNote(session_id);
  indexedDB.deleteDatabase(PLACE);
  // A browser without such a folder rejects here, and has none to delete.
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(PLACE, { recursive: true });
}
