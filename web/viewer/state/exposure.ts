/**
 * For how long an officer has had pictures before their eyes today: shown to them alone, and kept in this browser
 * alone, so that who looks at hard things can see that it has been enough.
 */

const KEPT_AS = "sightline.exposure";

interface Kept {
  officerId: string;
  day: string;
  seconds: number;
}

export type Shelf = Pick<Storage, "getItem" | "setItem">;

/** The seconds of an officer on a day (as in "21 Nov 2026"); another day, or another officer, begins anew. */
export function exposure(shelf: Shelf, officerId: string, day: string): number {
  const kept = read(shelf);
  return kept?.officerId === officerId && kept.day === day ? kept.seconds : 0;
}

export function addExposure(shelf: Shelf, officerId: string, day: string, seconds: number): void {
  const kept: Kept = { officerId, day, seconds: exposure(shelf, officerId, day) + seconds };
  shelf.setItem(KEPT_AS, JSON.stringify(kept));
}

function read(shelf: Shelf): Kept | null {
  try {
    return JSON.parse(shelf.getItem(KEPT_AS) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}
