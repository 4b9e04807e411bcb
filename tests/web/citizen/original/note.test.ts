import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findNote, readNotes, wipe } from "../../../../web/citizen/original/note";
import { keepNote, removeNote } from "../../../../web/citizen/original/note-keeping";
import { deletingDatabases, NOTE, storage } from "./fakes";

describe("notes of a better copy", () => {
  beforeEach(() => {
    vi.stubGlobal("localStorage", storage());
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it("are found again by the same link, or after a reload without one", () => {
    keepNote(NOTE);
    keepNote({ ...NOTE, token: "other", session_id: "s-2" });
    expect([findNote("other")?.session_id, findNote(null)?.session_id, findNote("third")]).toEqual(["s-2", "s-1", undefined]);
  });

  it("go one by one", () => {
    keepNote(NOTE);
    removeNote("s-1");
    expect(readNotes()).toEqual([]);
  });

  it("go all at once with everything they speak of, and leave others' things alone", async () => {
    const deleted: string[] = [];
    const removeEntry = (name: string, options: object) => deleted.push(`${name} ${JSON.stringify(options)}`);
    vi.stubGlobal("indexedDB", deletingDatabases(deleted));
    vi.stubGlobal("navigator", { storage: { getDirectory: () => Promise.resolve({ removeEntry }) } });
    localStorage.setItem("theme", "dark");
    keepNote(NOTE);
    await wipe();
    expect(deleted).toEqual(["original", 'original {"recursive":true}']);
    expect(Object.keys(localStorage)).toEqual(["theme"]);
  });

  it("are none where the phone keeps nothing", () => {
    vi.stubGlobal("localStorage", null);
    expect(readNotes()).toEqual([]);
  });
});
