/** The routes of uploads, an officer's or a citizen's, and the bucket. */
import { ProblemError, type Http } from "../http";
import type { FileStanding, PartAddress } from "../messages";

const NOT_TAKEN = { code: "store-unavailable", detail: "The evidence store did not take a part of the file." };

/** What a file is known by. */
export interface Named {
  readonly name: string;
  readonly size: number;
  readonly lastModified: number;
}

export interface UploadDoor {
  begin(file: Named): Promise<FileStanding>;
  look(uploadId: string): Promise<FileStanding>;
  send(uploadId: string, number: number, sha256: string, part: Blob, signal: AbortSignal): Promise<void>;
  complete(uploadId: string, sha256: string): Promise<FileStanding>;
}

export interface DoorOptions {
  ask: Http;
  /** Where the routes are. */
  root: "/uploads" | "/citizen/uploads";
  /** What is said of a file to open a place for it. */
  describe: (file: Named) => object;
  put?: typeof fetch;
}

export function openDoor({ ask, root, describe, put = (...args) => fetch(...args) }: DoorOptions): UploadDoor {
  return {
    begin: (file) => ask(root, { method: "POST", body: describe(file) }),
    look: (uploadId) => ask(`${root}/${uploadId}`),
    complete: (uploadId, sha256) => ask(`${root}/${uploadId}/complete`, { method: "POST", body: { sha256 } }),
    send: async (uploadId, number, sha256, part, signal) => {
      const body = { number, sha256 };
      const address = await ask<PartAddress>(`${root}/${uploadId}/parts`, { method: "POST", body });
      const answer = await put(address.url, { method: "PUT", headers: address.headers, body: part, signal }).catch(() => {
        throw new ProblemError({ code: "offline", status: 0, detail: "The evidence store cannot be reached." });
      });
      if (!answer.ok) throw new ProblemError({ ...NOT_TAKEN, status: answer.status });
    },
  };
}
