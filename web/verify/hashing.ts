/** SHA-256 of bytes however many: small files by the browser's own code, large ones as they stream by. */
import { sha256 } from "@noble/hashes/sha2.js";

const AT_ONCE_BYTES = 16 * 1024 * 1024;

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function digest(bytes: Uint8Array): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as BufferSource)));
}

/** Hashes a stream of `size` bytes; returns the SHA-256 and how many bytes there were. */
export async function digestStream(
  stream: ReadableStream<Uint8Array>,
  size: number,
): Promise<{ sha256: string; size: number }> {
  if (size <= AT_ONCE_BYTES) {
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    return { sha256: await digest(bytes), size: bytes.length };
  }
  const hash = sha256.create();
  let seen = 0;
  const reader = stream.getReader();
  for (let block = await reader.read(); !block.done; block = await reader.read()) {
    hash.update(block.value);
    seen += block.value.length;
  }
  return { sha256: hex(hash.digest()), size: seen };
}
