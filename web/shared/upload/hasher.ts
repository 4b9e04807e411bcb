/** A file's digests, one question at a time: parts in order, then the whole. */
import type { HashAnswer, HashRequest } from "./hash-worker";

export interface Hasher {
  /** The SHA-256 of the next part, in hex; they must be asked for in order, from 1. */
  part(number: number): Promise<string>;
  whole(): Promise<string>;
  end(): void;
}

export function openHasher(file: File, partBytes: number): Hasher {
  const worker = new Worker(new URL("./hash-worker.ts", import.meta.url), { type: "module" });
  const ask = (asked: HashRequest): Promise<string> =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<HashAnswer>) => {
        if ("sha256" in data) resolve(data.sha256);
        else reject(new Error(data.problem));
      };
      worker.onerror = ({ message }) => {
        reject(new Error(message));
      };
      worker.postMessage(asked);
    });
  worker.postMessage({ file, partBytes } satisfies HashRequest);
  return {
    part: (number) => ask({ number }),
    whole: () => ask({ whole: true }),
    end: () => {
      worker.terminate();
    },
  };
}
