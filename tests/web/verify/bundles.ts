/** The golden bundle, and others made of it. */
import { BlobReader, BlobWriter, Uint8ArrayReader, Uint8ArrayWriter, ZipReader, ZipWriter } from "@zip.js/zip.js";
import golden from "../../golden/bundle.zip?inline";
import goldenCases from "../../golden/bundle-cases.json";
import { digest } from "../../../web/verify/hashing";
import type { Finding } from "../../../web/verify/report";
import type { Files } from "../../../web/verify/zip";

export type Contents = Map<string, Uint8Array>;

export interface Case {
  /** Files put (base64) or dropped (null). */
  changes: Record<string, string | null>;
  findings: Finding[];
}

const FOLDER = "bundle-1/";

export const goldenZip = new Blob([decode(golden.slice(golden.indexOf(",") + 1))]);
export const cases = goldenCases as unknown as Record<string, Case>;

export async function readGolden(): Promise<Contents> {
  const contents: Contents = new Map();
  for (const entry of await new ZipReader(new BlobReader(goldenZip)).getEntries()) {
    if (!entry.directory) contents.set(entry.filename.slice(FOLDER.length), await entry.getData(new Uint8ArrayWriter()));
  }
  return contents;
}

export async function writeZip(contents: Contents): Promise<Blob> {
  const writer = new ZipWriter(new BlobWriter("application/zip"), { level: 0 });
  for (const [name, bytes] of contents) await writer.add(name, new Uint8ArrayReader(bytes));
  return writer.close();
}

export function changed(contents: Contents, changes: Case["changes"]): Contents {
  const result = new Map(contents);
  for (const [name, body] of Object.entries(changes)) {
    if (body === null) result.delete(name);
    else result.set(name, decode(body));
  }
  return result;
}

/** A bag in memory, for the verifier. */
export function filesOf(contents: Contents): Files {
  return {
    sizes: new Map([...contents].map(([name, bytes]) => [name, bytes.length])),
    open: (name) => new Blob([contents.get(name) as BlobPart]).stream(),
  };
}

/** The bag with its lists made anew, as somebody would who wants to hide a change. */
export async function listedAnew(contents: Contents): Promise<Contents> {
  const payload = [...contents].filter(([name]) => name.startsWith("data/"));
  const bytes = payload.reduce((sum, [, body]) => sum + body.length, 0);
  const tags: [string, Uint8Array][] = [
    ["bagit.txt", contents.get("bagit.txt") ?? new Uint8Array()],
    ["bag-info.txt", encode(`Payload-Oxum: ${bytes}.${payload.length}\n`)],
    ["manifest-sha256.txt", await listing(payload)],
  ];
  return new Map([...payload, ...tags, ["tagmanifest-sha256.txt", await listing(tags)]]);
}

async function listing(files: readonly (readonly [string, Uint8Array])[]): Promise<Uint8Array> {
  const lines = await Promise.all(files.map(async ([name, body]) => `${await digest(body)}  ${name}\n`));
  return encode(lines.join(""));
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
