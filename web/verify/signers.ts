/** Signatures: ECDSA on P-256 with SHA-256 over a statement's bytes, in DER (RFC 3279), in base64. */
import { readElement } from "./der";
import { digest } from "./hashing";
import { hasExactly, readObject, type JsonObject } from "./json";
import { UnsoundError, type Report } from "./report";

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256" };
const SCALAR_BYTES = 32;
const INTEGER = 0x02;
const SEQUENCE = 0x30;

/** Whose signatures are trusted, and whose were met. */
export class Signers {
  /** The names (`key_id`) under which each key signed, by its fingerprint. */
  readonly met = new Map<string, Set<string>>();
  readonly #keys = new Map<string, Promise<{ key: CryptoKey; print: string }>>();

  /** `trusted` holds fingerprints; with none, any key is taken, and only the bundle's parts are held together. */
  constructor(readonly trusted: ReadonlySet<string> = new Set()) {}

  /** Returns what a seal's statement says if its signature holds, else throws UnsoundError with a sentence. */
  async check(seal: JsonObject): Promise<JsonObject> {
    const { statement, signature, key_id: keyId, public_key: pem } = seal;
    if (
      !hasExactly(seal, ["statement", "signature", "key_id", "public_key"]) ||
      typeof statement !== "string" ||
      typeof signature !== "string" ||
      typeof keyId !== "string" ||
      typeof pem !== "string"
    ) {
      throw new UnsoundError("The seal has not the fields that a seal has.");
    }
    const { key, print } = await this.#read(pem);
    this.met.set(print, (this.met.get(print) ?? new Set()).add(keyId));
    if (!(await isSigned(key, signature, statement))) {
      throw new UnsoundError("The signature is not over this statement, or not by this key.");
    }
    if (this.trusted.size > 0 && !this.trusted.has(print)) {
      throw new UnsoundError("The signature is by a key that is not the one you named.");
    }
    return readObject(statement);
  }

  /** Reads a key once, however many have been signed with it. */
  #read(pem: string): Promise<{ key: CryptoKey; print: string }> {
    const known = this.#keys.get(pem) ?? readExactKey(pem);
    this.#keys.set(pem, known);
    return known;
  }

  judge(report: Report): void {
    const names = [...this.met.values()].flatMap((knownAs) => [...knownAs]);
    const prints = [...this.met.keys()].sort().join(", ");
    if (new Set(names).size !== this.met.size || names.length !== this.met.size) {
      const text = `One key has several names, or several keys have one: ${[...new Set(names)].sort().join(", ")}.`;
      report.judge("key", [[text, "key_id"]], "");
    } else if (this.met.size > 1 && this.trusted.size === 0) {
      report.judge("key", [["Several keys have signed. Name the one that you trust.", prints]], "");
    } else {
      report.judge("key", [], `All signatures are by the key whose SHA-256 is ${prints}.`);
    }
    if (this.trusted.size === 0) report.note("key", UNTRUSTED);
  }
}

const UNTRUSTED =
  "A key that comes in the bundle shows only that its parts fit each other. Compare this SHA-256 with the one that " +
  "the force makes known, or name the force's key.";

/** Reads a public key from PEM, however it is broken into lines; returns it with the SHA-256 of its DER. */
export async function readKey(pem: string): Promise<{ key: CryptoKey; print: string; pem: string }> {
  const match = /^\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*$/.exec(pem);
  if (!match?.[1]) throw new UnsoundError("The key is not written as a public key is (PEM).");
  try {
    const der = fromBase64(match[1].replaceAll(/\s/g, ""));
    const key = await crypto.subtle.importKey("spki", der as BufferSource, ALGORITHM, true, ["verify"]);
    const exact = new Uint8Array(await crypto.subtle.exportKey("spki", key));
    return { key, print: await digest(exact), pem: writePem(exact) };
  } catch {
    throw new UnsoundError("The key is no public key on the curve P-256.");
  }
}

async function readExactKey(pem: string): Promise<{ key: CryptoKey; print: string }> {
  const read = await readKey(pem);
  if (read.pem !== pem) throw new UnsoundError("The key is not written in the one form that it has.");
  return read;
}

function writePem(der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return ["-----BEGIN PUBLIC KEY-----", ...lines, "-----END PUBLIC KEY-----", ""].join("\n");
}

async function isSigned(key: CryptoKey, signature: string, statement: string): Promise<boolean> {
  try {
    const der = fromBase64(signature);
    if (toBase64(der) !== signature) return false;
    const bytes = new TextEncoder().encode(statement);
    return await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, rawSignature(der), bytes);
  } catch {
    return false;
  }
}

/** The two numbers of a DER signature side by side, as WebCrypto wants them. */
function rawSignature(der: Uint8Array): BufferSource {
  const outer = readElement(der);
  const r = readElement(outer.value);
  const s = readElement(r.rest);
  const isExact = outer.tag === SEQUENCE && r.tag === INTEGER && s.tag === INTEGER;
  if (!isExact || outer.rest.length > 0 || s.rest.length > 0) throw new UnsoundError("no signature");
  const raw = new Uint8Array(2 * SCALAR_BYTES);
  for (const [place, { value }] of [r, s].entries()) {
    const scalar = value[0] === 0 ? value.subarray(1) : value;
    raw.set(scalar, (place + 1) * SCALAR_BYTES - scalar.length);
  }
  return raw;
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
