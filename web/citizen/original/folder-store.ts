/** Pieces as files in the origin's private file system: a folder for each session. */
import { PLACE } from "./note";
import type { PieceStore } from "./piece-store";

export class FolderStore implements PieceStore {
  readonly #root: FileSystemDirectoryHandle;
  readonly #all: FileSystemDirectoryHandle;
  readonly #folder: FileSystemDirectoryHandle;

  private constructor(
    root: FileSystemDirectoryHandle,
    all: FileSystemDirectoryHandle,
    folder: FileSystemDirectoryHandle,
  ) {
    this.#root = root;
    this.#all = all;
    this.#folder = folder;
  }

  static async open(sessionId: string): Promise<FolderStore> {
    const root = await navigator.storage.getDirectory();
    const all = await root.getDirectoryHandle(PLACE, { create: true });
    return new FolderStore(root, all, await all.getDirectoryHandle(sessionId, { create: true }));
  }

  /** A file has its bytes when it is closed, and none before. */
  async put(name: string, bytes: ArrayBuffer): Promise<void> {
    const file = await this.#folder.getFileHandle(name, { create: true });
    const writer = await file.createWritable();
    await writer.write(bytes);
    await writer.close();
  }

  /** An empty file is one whose writing was cut off. */
  async get(name: string): Promise<Blob | null> {
    const file = await this.#folder.getFileHandle(name).then((handle) => handle.getFile(), () => null);
    return file === null || file.size === 0 ? null : file;
  }

  async names(): Promise<string[]> {
    const names: string[] = [];
    for await (const name of (this.#folder as unknown as { keys(): AsyncIterable<string> }).keys()) names.push(name);
    return names;
  }

  async remove(name: string): Promise<void> {
    await this.#folder.removeEntry(name);
  }

  async clear(): Promise<void> {
    await this.#all.removeEntry(this.#folder.name, { recursive: true });
    // Another session's copy may wait in it: then it stays.
    await this.#root.removeEntry(PLACE).catch(() => undefined);
  }
}
