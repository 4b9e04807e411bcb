/** As much of DER (X.690) as signatures and time-stamps need. */
import { hex } from "./hashing";

interface Element {
  tag: number;
  value: Uint8Array;
  /** What follows. */
  rest: Uint8Array;
}

/** id-ct-TSTInfo (RFC 3161, section 2.4.2), as it stands in DER. */
const TIME_STAMP_CONTENT = "060b2a864886f70d0109100104";

/** The element that DER begins with; throws where it is cut off. */
export function readElement(der: Uint8Array): Element {
  const [tag, first] = der;
  if (tag === undefined || first === undefined) throw new RangeError("cut off");
  const lengthBytes = first & 0x80 ? first & 0x7f : 0;
  const start = 2 + lengthBytes;
  const length = lengthBytes ? der.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0) : first;
  if (der.length < start + length) throw new RangeError("cut off");
  return { tag, value: der.subarray(start, start + length), rest: der.subarray(start + length) };
}

function* readElements(der: Uint8Array): Generator<Uint8Array> {
  for (let rest = der; rest.length > 0; ) {
    const element = readElement(rest);
    yield element.value;
    rest = element.rest;
  }
}

/** The imprint, in hex, of an RFC 3161 time-stamp; whether its authority's signature holds is for `openssl ts`. */
export function readImprint(token: Uint8Array): string {
  if (readElement(token).rest.length > 0) throw new RangeError("something follows");
  const at = hex(token).indexOf(TIME_STAMP_CONTENT);
  if (at < 0 || at % 2) throw new RangeError("no time-stamp");
  const explicit = readElement(token.subarray((at + TIME_STAMP_CONTENT.length) / 2));
  const content = readElement(readElement(explicit.value).value);
  const [, , messageImprint] = readElements(content.value); // TSTInfo: version, policy, messageImprint
  const [, imprint] = readElements(messageImprint ?? new Uint8Array());
  if (!imprint) throw new RangeError("no imprint");
  return hex(imprint);
}
