/** A phone's storage, its recorder, and the server and store that a copy is sent to. */
import { ProblemError, type Http } from "../../../../web/shared/http";
import type { OriginalDeclaration, PieceRequest } from "../../../../web/shared/messages";
import type { Note } from "../../../../web/citizen/original/note";
import { nameOf, type Piece } from "../../../../web/citizen/original/piece";
import type { PieceStore } from "../../../../web/citizen/original/piece-store";

export const NOTE: Note = {
  token: "link",
  session_id: "s-1",
  credential: "secret",
  takes: [{ take_id: "t1", mime: "video/webm;codecs=vp8,opus", pieces: 3, cut_short: null }],
  ended: null,
};

export function aPiece(sequence: number, part: Partial<Piece> = {}): Piece {
  return { take_id: "t1", sequence, captured: 1_000 * sequence, milliseconds: 1_000, sha256: "ab".repeat(32), ...part };
}

export class MemoryStore implements PieceStore {
  readonly kept = new Map<string, ArrayBuffer>();
  full = false;

  constructor(...pieces: Piece[]) {
    for (const piece of pieces) this.kept.set(nameOf(piece), new TextEncoder().encode(`bytes of ${piece.sequence}`).buffer);
  }

  put(name: string, bytes: ArrayBuffer): Promise<void> {
    if (this.full) return Promise.reject(new DOMException("full", "QuotaExceededError"));
    this.kept.set(name, bytes);
    return Promise.resolve();
  }

  get(name: string): Promise<Blob | null> {
    const bytes = this.kept.get(name);
    return Promise.resolve(bytes === undefined ? null : new Blob([bytes]));
  }

  names(): Promise<string[]> {
    return Promise.resolve([...this.kept.keys()]);
  }

  remove(name: string): Promise<void> {
    this.kept.delete(name);
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.kept.clear();
    return Promise.resolve();
  }
}

/** The server, and the bucket behind the addresses that it gives. */
export class FakeServer {
  readonly stored = new Map<number, string>();
  readonly declared: OriginalDeclaration[] = [];
  /** What the next puts are answered instead of being stored; 0 is a network that fails. */
  readonly mishaps: number[] = [];
  refusal: ProblemError | null = null;
  ended = true;
  underWay = 0;
  mostUnderWay = 0;

  readonly http: Http = <Answer>(path: string, request?: { body?: unknown; bearer?: string | null }) => {
    if (this.refusal !== null) return Promise.reject(this.refusal);
    if (request?.bearer !== "secret") throw new Error("No credential came.");
    return Promise.resolve((path === "/citizen/original" ? this.#declare(request.body) : this.#address(request.body)) as Answer);
  };

  readonly fetcher = (async (url: string, request: RequestInit) => {
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    await Promise.resolve();
    this.underWay -= 1;
    const mishap = this.mishaps.shift();
    if (mishap === 0) throw new TypeError("Failed to fetch");
    if (mishap !== undefined) return new Response(null, { status: mishap });
    const sequence = Number(url.split("/").pop());
    if (this.stored.has(sequence)) return new Response(null, { status: 412 });
    this.stored.set(sequence, new TextDecoder().decode(request.body as ArrayBuffer));
    return new Response(null, { status: 200 });
  }) as unknown as typeof fetch;

  #declare(body: unknown) {
    this.declared.push(body as OriginalDeclaration);
    const takes = this.stored.size === 0 ? [] : [{ take_id: "t1", stored: [...this.stored.keys()] }];
    return { takes, session_ended: this.ended, end_reason: this.ended ? "citizen" : null, closes_at: null };
  }

  #address(body: unknown) {
    return { url: `https://bucket.test/${(body as PieceRequest).sequence}`, headers: { "If-None-Match": "*" } };
  }
}

/** localStorage as a plain object, as Object.keys sees the real one. */
export function storage(): Storage {
  const made = {} as Record<string, string>;
  const call = (name: string, value: unknown) => Object.defineProperty(made, name, { value, enumerable: false });
  call("getItem", (key: string) => made[key] ?? null);
  call("setItem", (key: string, text: string) => (made[key] = text));
  call("removeItem", (key: string) => Reflect.deleteProperty(made, key));
  return made as unknown as Storage;
}

/** A MediaRecorder that gives slices when it is told to. */
export class FakeMediaRecorder {
  mimeType = 'video/webm; codecs="vp8, opus"';
  state = "inactive";
  ondataavailable: ((event: { data: Blob }) => void) | null = null;
  onstop: (() => void) | null = null;
  onerror: (() => void) | null = null;

  start() {
    this.state = "recording";
  }

  stop() {
    this.state = "inactive";
    this.slice("the end");
    this.onstop?.();
  }

  slice(text: string) {
    this.ondataavailable?.({ data: new Blob([text]) });
  }
}

/** IndexedDB as far as deleting goes. */
export function deletingDatabases(deleted: string[]) {
  return {
    deleteDatabase: (name: string) => {
      const request: { onsuccess?: () => void } = {};
      queueMicrotask(() => {
        deleted.push(name);
        request.onsuccess?.();
      });
      return request;
    },
  };
}
