/** What officers read of the phone's own recording. */
import type { OriginalView } from "../../shared/messages";

export function originalWords({ declared_pieces: declared, stored_pieces: stored, ...rest }: OriginalView): string {
  if (rest.sealed_at) return stored === 0 ? "Nothing of it came. That is signed too." : sealedWords(declared, stored);
  if (stored === 0 && !rest.closes_at) return "The phone also keeps full quality. It sends it when there is room, or afterwards.";
  if (stored === declared) return rest.closes_at ? "All of it has arrived. It is being signed." : "All of it so far has arrived.";
  return `Arriving from the phone: ${stored} of ${declared} pieces.`;
}

function sealedWords(declared: number, stored: number): string {
  const missing = declared - stored;
  if (missing <= 0) return `All ${stored} pieces arrived, each locked in the store and named in a signed list.`;
  return `${stored} of ${declared} pieces arrived, each locked in the store. The signed list names the ${missing} that did not.`;
}
