import { expect, test } from "vitest";
import type { CopyFiles, SharedCopies } from "../../../web/shared/messages";
import { fetchPlainFilm } from "../../../web/share/plain-film";

const film = { url: "https://store.example/film.mp4", file: "film.mp4", began_at: "2026-11-21T12:00:00Z" };

function server(kinds: ("clip" | "playable")[]) {
  const copies = kinds.map((kind) => ({ copy_id: kind, kind, began_at: "", ended_at: null, files: [] }));
  const asked: string[] = [];
  return {
    asked,
    copies: (): Promise<SharedCopies> => Promise.resolve({ copies }),
    copyFiles: (copyId: string): Promise<CopyFiles> => {
      asked.push(copyId);
      return Promise.resolve({ files: [film] } as CopyFiles);
    },
  };
}

test("the copy that every player plays is fetched whole", async () => {
  const api = server(["clip", "playable"]);
  const found = await fetchPlainFilm(api, () => Promise.resolve(new Response("film")));
  expect(api.asked).toEqual(["playable"]);
  expect(found?.address).toMatch(/^blob:/);
  expect(found?.beganAt).toBe(Date.parse(film.began_at));
});

test("where there is none, nothing is fetched", async () => {
  const api = server(["clip"]);
  expect(await fetchPlainFilm(api, () => Promise.reject(new Error("asked")))).toBeNull();
  expect(api.asked).toEqual([]);
});

test("an address that is dead is a failure", async () => {
  const dead = () => Promise.resolve(new Response(null, { status: 403 }));
  await expect(fetchPlainFilm(server(["playable"]), dead)).rejects.toThrow("could not be read");
});
