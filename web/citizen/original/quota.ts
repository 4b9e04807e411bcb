/** How much a phone may be asked to keep: never so much that its owner's own things run out of room. */

const MOST_BYTES = 4_000_000_000;
const SHARE = 0.8;

export async function roomFor(bytes: number): Promise<boolean> {
  const estimate = await navigator.storage.estimate();
  return fits(bytes, estimate);
}

/** A phone that does not say how much room it has is believed to have some; its store refuses what it cannot take. */
export function fits(bytes: number, { usage = 0, quota = Number.POSITIVE_INFINITY }: StorageEstimate): boolean {
  return usage + bytes <= Math.min(quota * SHARE, MOST_BYTES);
}
