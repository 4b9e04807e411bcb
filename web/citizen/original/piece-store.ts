/** Where pieces wait on the phone: a private folder of the browser's where it can be written, else a database. */
import { FolderStore } from "./folder-store";
import { DatabaseStore } from "./database-store";

/** The pieces of one session, by name. Every call may reject: a phone can take its storage away at any time. */
export interface PieceStore {
  put(name: string, bytes: ArrayBuffer): Promise<void>;
  get(name: string): Promise<Blob | null>;
  names(): Promise<string[]>;
  remove(name: string): Promise<void>;
  /** Deletes all of the session's, and the place itself if nothing else is in it. */
  clear(): Promise<void>;
}

/** Rejects where the phone has neither, as in some private windows. */
export async function openStore(sessionId: string): Promise<PieceStore> {
  const writable = "FileSystemFileHandle" in globalThis && "createWritable" in FileSystemFileHandle.prototype;
  return writable ? FolderStore.open(sessionId) : DatabaseStore.open(sessionId);
}
