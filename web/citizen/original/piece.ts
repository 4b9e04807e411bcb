/** One piece of a take. Its name says all of it, so that the store of pieces alone says what there is. Pure. */

export interface Piece {
  take_id: string;
  sequence: number;
  /** Milliseconds since 1970, by the phone's clock. */
  captured: number;
  milliseconds: number;
  /** Of the piece's bytes, in hex. */
  sha256: string;
}

export function nameOf({ take_id, sequence, captured, milliseconds, sha256 }: Piece): string {
  return [take_id, sequence, captured, milliseconds, sha256].join(".");
}

/** Reads a name; null for a file that is none of ours, or only half written. */
export function pieceOf(name: string): Piece | null {
  const match = /^([\w-]+)\.(\d+)\.(\d+)\.(\d+)\.([0-9a-f]{64})$/.exec(name);
  if (match === null) return null;
  const [, take_id = "", sequence, captured, milliseconds, sha256 = ""] = match;
  return { take_id, sequence: Number(sequence), captured: Number(captured), milliseconds: Number(milliseconds), sha256 };
}

/** As they were recorded. */
export function inOrder(pieces: Piece[]): Piece[] {
  return pieces.sort((one, other) => one.captured - other.captured || one.sequence - other.sequence);
}

export async function digestOf(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
