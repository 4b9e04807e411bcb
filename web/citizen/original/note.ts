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

/** Folder and database of the pieces, and the beginning of every note's name. */
export const PLACE = "original";

export function readNotes(): Note[] {
  try {
    return noteKeys().map((key) => JSON.parse(localStorage.getItem(key) ?? "null") as Note);
  } catch {
    return [];
  }
}

/** The note that a link leads to; without a link, as after a reload at the end, the first there is. */
export function findNote(token: string | null): Note | undefined {
  return readNotes().find((note) => token === null || note.token === token);
}

/** Deletes every note and every piece, whatever is still under way. */
export async function wipe(): Promise<void> {
  for (const key of noteKeys()) localStorage.removeItem(key);
  // A browser without such a folder rejects, and has none to delete.
  await Promise.allSettled([deleteDatabase(), deleteFolder()]);
}

function deleteDatabase(): Promise<unknown> {
  return new Promise((resolve) => {
    const deleting = indexedDB.deleteDatabase(PLACE);
    deleting.onsuccess = deleting.onerror = resolve;
  });
}

async function deleteFolder(): Promise<void> {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry(PLACE, { recursive: true });
}

function noteKeys(): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(PLACE));
}
