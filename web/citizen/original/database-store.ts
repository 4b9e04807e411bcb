/** Pieces in IndexedDB, for browsers whose private file system a page cannot write. */
import { PLACE } from "./note";
import type { PieceStore } from "./piece-store";

const PIECES = "pieces";

export class DatabaseStore implements PieceStore {
  readonly #database: IDBDatabase;
  readonly #session: string;

  private constructor(database: IDBDatabase, session: string) {
    this.#database = database;
    this.#session = session;
    // Whoever deletes all of it is not kept waiting.
    database.onversionchange = () => {
      database.close();
    };
  }

  static async open(sessionId: string): Promise<DatabaseStore> {
    const opening = indexedDB.open(PLACE);
    opening.onupgradeneeded = () => opening.result.createObjectStore(PIECES);
    return new DatabaseStore(await answerOf(opening), sessionId);
  }

  async put(name: string, bytes: ArrayBuffer): Promise<void> {
    await answerOf(this.#pieces("readwrite").put(bytes, this.#key(name)));
  }

  async get(name: string): Promise<Blob | null> {
    const bytes = await answerOf(this.#pieces().get(this.#key(name)) as IDBRequest<ArrayBuffer | undefined>);
    return bytes === undefined ? null : new Blob([bytes]);
  }

  async names(): Promise<string[]> {
    const keys = (await answerOf(this.#pieces().getAllKeys(this.#all()))) as string[];
    return keys.map((key) => key.slice(this.#key("").length));
  }

  async remove(name: string): Promise<void> {
    await answerOf(this.#pieces("readwrite").delete(this.#key(name)));
  }

  async clear(): Promise<void> {
    await answerOf(this.#pieces("readwrite").delete(this.#all()));
    const left = await answerOf(this.#pieces().count());
    this.#database.close();
    if (left === 0) await answerOf(indexedDB.deleteDatabase(PLACE));
  }

  #pieces(mode: IDBTransactionMode = "readonly"): IDBObjectStore {
    return this.#database.transaction(PIECES, mode).objectStore(PIECES);
  }

  #key(name: string): string {
    return `${this.#session}/${name}`;
  }

  #all(): IDBKeyRange {
    return IDBKeyRange.bound(this.#key(""), this.#key("\uffff"));
  }
}

function answerOf<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new DOMException("No answer", "UnknownError"));
    };
  });
}
