/** Reads a file part by part away from the page's own thread: each part's SHA-256, and that of the whole, in hex. */
import { sha256 } from "@noble/hashes/sha2.js";

export type HashRequest = { file: File; partBytes: number } | { number: number } | { whole: true };
export type HashAnswer = { sha256: string } | { problem: string };

const whole = sha256.create();
let source: { file: File; partBytes: number } | null = null;

addEventListener("message", ({ data }: MessageEvent<HashRequest>) => {
  void answer(data).then(
    (digest) => {
      if (digest !== null) postMessage({ sha256: digest } satisfies HashAnswer);
    },
    (problem: unknown) => {
      postMessage({ problem: String(problem) } satisfies HashAnswer);
    },
  );
});

async function answer(asked: HashRequest): Promise<string | null> {
  if ("file" in asked) {
    source = asked;
    return null;
  }
  if ("whole" in asked) return hex(whole.digest());
  if (!source) throw new Error("no file");
  const start = (asked.number - 1) * source.partBytes;
  const bytes = new Uint8Array(await source.file.slice(start, start + source.partBytes).arrayBuffer());
  whole.update(bytes);
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
