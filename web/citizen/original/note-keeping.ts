/** Writes and removes notes (see `note.ts`, which the page's start reads them by). */
import { PLACE, type Note } from "./note";

/** Throws where the phone keeps nothing: without a note nothing may be kept. */
export function keepNote(note: Note): void {
  localStorage.setItem(keyOf(note.session_id), JSON.stringify(note));
}

export function removeNote(sessionId: string): void {
  localStorage.removeItem(keyOf(sessionId));
}

function keyOf(sessionId: string): string {
  return `${PLACE}:${sessionId}`;
}
