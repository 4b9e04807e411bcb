/** A file that is fetched whole, since its address dies within seconds: nothing of it stays behind but with the page. */

export interface Fetching {
  /** Hears how many bytes are here. */
  told: (bytes: number) => void;
  /** Ends it. */
  signal: AbortSignal;
}

/** Returns the file's bytes as that type, whatever the store calls it. */
export async function fetchWhole(
  url: string,
  mediaType: string,
  { told, signal }: Fetching,
  fetcher: typeof fetch = (...args) => fetch(...args),
): Promise<Blob> {
  const response = await fetcher(url, { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", signal });
  if (!response.ok || !response.body) throw new Error("The file could not be read. Try again.");
  const counted = response.body.pipeThrough(counter(told));
  return new Response(counted, { headers: { "Content-Type": mediaType } }).blob();
}

function counter(told: (bytes: number) => void): TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, through) {
      told((bytes += chunk.byteLength));
      through.enqueue(chunk);
    },
  });
}
