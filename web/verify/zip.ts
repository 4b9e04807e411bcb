/** A zip as files under their names. Nothing is unpacked; what looks like a trap is not opened. */
import { BlobReader, configure, ZipReader, type FileEntry } from "@zip.js/zip.js/lib/zip-core-native.js";
import { UnreadableError } from "./report";

/** Where a bundle's files are. */
export interface Files {
  /** Their names with their sizes. */
  readonly sizes: ReadonlyMap<string, number>;
  open(name: string): ReadableStream<Uint8Array>;
}

const MOST_FILES = 2_000_000;
/** Bundles are stored, not compressed; what unpacks to more than this many times its size is a trap. */
const LARGEST_RATIO = 20;
// Backslash, control characters, a drive's letter: what could lead a careless program out of its folder.
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const SUSPECT = /[\\\u0000-\u001f\u007f]|^[A-Za-z]:/;

configure({ useWebWorkers: false }); // the page's policy allows none, and hashing takes the time

/** Says whether a name could lead out of the folder that it is unpacked into (zip slip). */
export function leadsOut(name: string): boolean {
  return SUSPECT.test(name) || name.split("/").some((part) => part === "" || part === "." || part === "..");
}

/** Reads a zip's directory. */
export async function openZip(blob: Blob): Promise<Files> {
  const entries = (await readDirectory(blob)).filter((entry): entry is FileEntry => !entry.directory);
  refuseTraps(entries, blob.size);
  const byName = new Map(entries.map((entry) => [entry.filename, entry]));
  return {
    sizes: new Map(entries.map((entry) => [entry.filename, entry.uncompressedSize])),
    open: (name) => streamOf(byName.get(name)),
  };
}

async function readDirectory(blob: Blob) {
  try {
    return await new ZipReader(new BlobReader(blob)).getEntries();
  } catch {
    throw new UnreadableError("The file is no zip, or its end is missing: copy it again from where you had it.");
  }
}

function refuseTraps(entries: readonly FileEntry[], zipBytes: number): void {
  const unpacked = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  if (entries.length > MOST_FILES || unpacked > LARGEST_RATIO * zipBytes) {
    throw new UnreadableError(
      "The zip would unpack to far more than its size: it is a trap (a zip bomb), and was not opened.",
    );
  }
  const seen = new Set<string>();
  for (const { filename: name, encrypted } of entries) {
    const reason = seen.has(name) ? "is there twice" : "leads out of the bundle";
    if (seen.has(name) || leadsOut(name)) {
      throw new UnreadableError(`The name “${name}” ${reason}. Nothing of the zip was read.`);
    }
    if (encrypted) throw new UnreadableError("The zip is encrypted. Bundles are not.");
    seen.add(name);
  }
}

/** A member's bytes as they are asked for; zip.js holds them against the member's own checksum. */
function streamOf(entry: FileEntry | undefined): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  if (!entry) throw new UnreadableError("A file is not in the bundle.");
  entry.getData(writable, { checkSignature: true }).catch((error: unknown) => writable.abort(error).catch(() => undefined));
  return readable;
}
