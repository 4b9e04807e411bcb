/** For browsers that cannot play a recording piece by piece: a copy that every player plays, fetched whole. */
import type { ShareApi } from "./share-api";

type Fetcher = typeof fetch;

export interface PlainFilm {
  /** Within this page. */
  address: string;
  /** The instant of its first picture, in milliseconds. */
  beganAt: number;
}

/** Returns the film; null where no such copy was made. */
export async function fetchPlainFilm(
  api: Pick<ShareApi, "copies" | "copyFiles">,
  fetcher: Fetcher = (...args) => fetch(...args),
): Promise<PlainFilm | null> {
  const { copies } = await api.copies();
  const copy = copies.find(({ kind }) => kind === "playable");
  if (!copy) return null;
  const [file] = (await api.copyFiles(copy.copy_id)).files;
  if (!file) return null;
  const response = await fetcher(file.url, { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" });
  if (!response.ok) throw new Error("The copy could not be read. Try again.");
  return { address: URL.createObjectURL(await response.blob()), beganAt: Date.parse(file.began_at) };
}
