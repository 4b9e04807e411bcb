import { describe, expect, it } from "vitest";
import type { OriginalPieces } from "../../../../web/shared/messages";
import { fetchFilms } from "../../../../web/viewer/replay/original-film";

const piece = (index: number, take_id: string) => ({
  index,
  take_id,
  sequence: index,
  mime: "video/webm;codecs=vp8,opus",
  captured_at: "2026-11-21T12:00:00Z",
  duration_seconds: 4,
  url: `https://bucket.test/${index}`,
});
const PIECES = [piece(0, "aaaa1"), piece(1, "aaaa1"), piece(2, "bbbb2")];
const twoAtATime = (first: number): Promise<OriginalPieces> =>
  Promise.resolve({ pieces: PIECES.slice(first, first + 2), total: PIECES.length });
const body = ((url: string) => Promise.resolve(new Response(url.slice(-1)))) as unknown as typeof fetch;

describe("the films of a better copy", () => {
  it("are a take's pieces together, fetched run by run", async () => {
    const progress: [number, number][] = [];
    const films = await fetchFilms(twoAtATime, (...step) => progress.push(step), body);
    expect(films.map(({ name }) => name)).toEqual(["2026-11-21T12-00-00-aaaa.webm", "2026-11-21T12-00-00-bbbb.webm"]);
    expect(await Promise.all(films.map(({ blob }) => blob.text()))).toEqual(["01", "2"]);
    expect(progress).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it("are none while nothing has arrived", async () => {
    expect(await fetchFilms(() => Promise.resolve({ pieces: [], total: 0 }), () => undefined, body)).toEqual([]);
  });

  it("are not half: a piece that cannot be read is told", async () => {
    const refused = (() => Promise.resolve(new Response(null, { status: 403 }))) as unknown as typeof fetch;
    await expect(fetchFilms(twoAtATime, () => undefined, refused)).rejects.toThrow("Try again");
  });
});
