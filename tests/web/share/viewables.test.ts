import { expect, test } from "vitest";
import { viewables, type Addresses } from "../../../web/share/viewables";
import type { CopyFiles, SharedCopies, SharedCopy, SharedFile } from "../../../web/shared/messages";

const BEGAN = "2026-11-21T12:00:00Z";
const FILE: SharedFile = { file_name: "till.mp4", media_type: "video/mp4", bytes: 9, sha256: "", can_be_shown: true };

function aCopy(kind: SharedCopy["kind"], ...names: string[]): SharedCopy {
  const files = names.map((file) => ({ file, media_type: "video/mp4", bytes: 7, began_at: BEGAN }));
  return { copy_id: kind, kind, began_at: BEGAN, ended_at: null, files } as SharedCopy;
}

const addresses: Addresses = {
  copyFiles: (copyId, to) =>
    Promise.resolve({ files: [{ file: "2.mp4", url: `${copyId}/2/${to}` }, { file: "1.mp4", url: `${copyId}/1/${to}` }] } as CopyFiles),
  file: (to) => Promise.resolve({ url: `master/${to}` }),
};

const names = (found: SharedCopies, kind: "session" | "upload" | "clip" | "snapshot") =>
  viewables(found, kind, addresses).map(({ name }) => name);

test("a copy that is shared is shown, file by file, each at its time", async () => {
  const found = viewables({ copies: [aCopy("clip", "1.mp4", "2.mp4")], file: null }, "clip", addresses);
  expect(found.map(({ name, beganAt }) => [name, beganAt])).toEqual([["1.mp4", BEGAN], ["2.mp4", BEGAN]]);
  expect(await found[0]!.address()).toBe("clip/1/view");
});

test("of a recording, the copy that every player plays is shown, and no clip of it", () => {
  expect(names({ copies: [aCopy("clip", "clip.mp4"), aCopy("playable", "film.mp4")], file: null }, "session")).toEqual(["film.mp4"]);
  expect(names({ copies: [aCopy("clip", "clip.mp4")], file: null }, "session")).toEqual([]);
});

test("a file is shown as it came only where there is no copy to be played; nobody knows its time", async () => {
  expect(names({ copies: [aCopy("playable", "film.mp4")], file: FILE }, "upload")).toEqual(["film.mp4"]);
  const [shown] = viewables({ copies: [], file: FILE }, "upload", addresses);
  expect([shown!.name, shown!.beganAt, await shown!.address()]).toEqual(["till.mp4", "1970-01-01T00:00:00.000Z", "master/view"]);
});

test("what no browser shows, or holds, is not shown", () => {
  expect(names({ copies: [], file: { ...FILE, can_be_shown: false } }, "upload")).toEqual([]);
  expect(names({ copies: [], file: { ...FILE, bytes: 3e9 } }, "upload")).toEqual([]);
});

test("a file that has left its copy is a failure", async () => {
  const [gone] = viewables({ copies: [aCopy("clip", "3.mp4")], file: null }, "clip", addresses);
  await expect(gone!.address()).rejects.toThrow("not part of the copy");
});
