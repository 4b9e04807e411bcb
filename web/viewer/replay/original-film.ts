/** The phone's own recording as films to download: a take's pieces, put together in order, are one file. */
import type { OriginalPiece, OriginalPieces } from "../../shared/messages";

export interface Film {
  name: string;
  blob: Blob;
}

/** Fetches run by run, since an address lives a minute; `progressed` hears how many of how many are here. */
export async function fetchFilms(
  list: (first: number) => Promise<OriginalPieces>,
  progressed: (done: number, total: number) => void,
  fetcher: typeof fetch = (...args) => fetch(...args),
): Promise<Film[]> {
  const films = new Map<string, { first: OriginalPiece; parts: Blob[] }>();
  let done = 0;
  for (let total = 1; done < total; ) {
    const run = await list(done);
    if (run.pieces.length === 0) break;
    total = run.total;
    for (const piece of run.pieces) {
      const film = films.get(piece.take_id) ?? { first: piece, parts: [] };
      film.parts.push(await fetchPiece(piece.url, fetcher));
      films.set(piece.take_id, film);
      progressed((done += 1), total);
    }
  }
  return [...films.values()].map(({ first, parts }) => ({ name: nameOf(first), blob: new Blob(parts, { type: first.mime }) }));
}

async function fetchPiece(url: string, fetcher: typeof fetch): Promise<Blob> {
  const response = await fetcher(url, { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" });
  if (!response.ok) throw new Error("A piece of the better copy could not be read. Try again.");
  return response.blob();
}

/** As in 2026-11-21T12-00-00-4f2a.webm: when it began, and which of several takes it is. */
function nameOf({ captured_at, take_id, mime }: OriginalPiece): string {
  const container = mime.split(";")[0]?.split("/")[1] ?? "webm";
  return `${captured_at.slice(0, 19).replaceAll(":", "-")}-${take_id.slice(0, 4)}.${container}`;
}
