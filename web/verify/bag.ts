/** The files of a bundle under their names within it, each read once and hashed; and its lists (RFC 8493). */
import { digestStream } from "./hashing";
import { canonical, readObjectFrom, type JsonObject } from "./json";
import { gather, UnreadableError, type Problem, type Report } from "./report";
import type { Files } from "./zip";

/** What a file's bytes come to. `sha256` is empty for a file that is damaged, so that nothing equals it. */
export interface Digest {
  sha256: string;
  size: number;
}

export type Progress = (doneBytes: number, allBytes: number) => void;

const LARGEST_DOCUMENT = 256 * 1024 * 1024;
const LISTED = /^[0-9a-f]{64} {2}[^\r\n]+$/;
const LAYOUT = new RegExp(
  "^(data/roots/\\d{4}-\\d\\d-\\d\\d\\.(json|seal\\.json|tsr)" +
    "|data/(?!roots/)[^/]+/(objects/.+|copies/[^/]+/[^/]+|trail\\.geojson|trail\\.gpx|(chat|consent|custody)\\.txt))$",
);

export class Bag {
  readonly digests = new Map<string, Digest>();
  readonly #files: Files;
  readonly #base: string;

  private constructor(files: Files, base: string) {
    this.#files = files;
    this.#base = base;
  }

  /** Hashes every file. */
  static async read(files: Files, progress: Progress = () => undefined): Promise<Bag> {
    const names = [...files.sizes.keys()];
    const bag = new Bag(files, baseOf(names));
    const all = [...files.sizes.values()].reduce((sum, size) => sum + size, 0);
    let done = 0;
    for (const name of names) {
      bag.digests.set(name.slice(bag.#base.length), await bag.#hash(name));
      done += files.sizes.get(name) ?? 0;
      progress(done, all);
    }
    return bag;
  }

  async #hash(name: string): Promise<Digest> {
    try {
      return await digestStream(this.#files.open(name), this.#files.sizes.get(name) ?? 0);
    } catch {
      return { sha256: "", size: 0 };
    }
  }

  /** The names that begin so, in order. */
  under(prefix: string): string[] {
    return [...this.digests.keys()].filter((name) => name.startsWith(prefix)).sort();
  }

  sha256(name: string): string {
    return this.digests.get(name)?.sha256 ?? "";
  }

  async read(name: string): Promise<Uint8Array> {
    const digest = this.digests.get(name);
    if (!digest) throw new UnreadableError(`${name} is not in the bundle.`);
    if (!digest.sha256 || digest.size > LARGEST_DOCUMENT) {
      throw new UnreadableError(`${name} is damaged or far too large.`);
    }
    return new Uint8Array(await new Response(this.#files.open(this.#base + name)).arrayBuffer());
  }

  async readText(name: string): Promise<string> {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await this.read(name));
  }

  async readJson(name: string): Promise<JsonObject> {
    return readObjectFrom(await this.read(name), name);
  }

  /** A document that must be written in its one canonical form, so that no byte of it can change. */
  async readCanonical(name: string): Promise<JsonObject> {
    const document = await this.readJson(name);
    if (canonical(document) !== (await this.readText(name))) {
      throw new UnreadableError(`${name} is not written in its canonical form.`);
    }
    return document;
  }
}

/** The folder, with its slash, in which the bag lies; empty if it is the top one. */
function baseOf(names: readonly string[]): string {
  const found = names.filter((name) => /^([^/]+\/)?bagit\.txt$/.test(name)).map((name) => name.slice(0, -9));
  const [base] = found;
  if (base === undefined || found.length > 1 || names.some((name) => !name.startsWith(base))) {
    throw new UnreadableError(
      "This is no bundle: there must be one bagit.txt, at the top or in the one folder that is there.",
    );
  }
  return base;
}

/** Holds the files against the lists of the bag. */
export async function checkBag(bag: Bag, report: Report): Promise<void> {
  const payload = bag.under("data/");
  const tags = bag.under("").filter((name) => !name.startsWith("data/") && name !== "tagmanifest-sha256.txt");
  report.judge("bag", await gather(checkDeclaration(bag)), "The bag is BagIt 1.0, and of the size that it says.");
  report.judge(
    "bag",
    await gather(checkSums(bag, "manifest-sha256.txt", payload)),
    `All ${payload.length} files of the payload are the ones that were packed.`,
  );
  const strays = payload.filter((name) => !LAYOUT.test(name));
  report.judge(
    "bag",
    strays.map((name) => ["A file is there that is no part of a bundle.", name]),
    "There is nothing in it that is no part of a bundle.",
  );
  report.judge(
    "bag",
    await gather(checkSums(bag, "tagmanifest-sha256.txt", tags)),
    "The bag's own files are the ones that were packed.",
  );
  report.note("bag", "Trail, chat, consent and custody as texts are for reading: what counts is manifest and chain.");
}

async function* checkDeclaration(bag: Bag): AsyncGenerator<Problem> {
  const declaration = (await bag.readText("bagit.txt")).trim().split(/\s+/).join(" ");
  if (declaration !== "BagIt-Version: 1.0 Tag-File-Character-Encoding: UTF-8") {
    yield ["bagit.txt does not say what it says in BagIt 1.0.", "bagit.txt"];
  }
  const said = [...(await bag.readText("bag-info.txt")).matchAll(/^Payload-Oxum: (\d+)\.(\d+)\s*$/gm)];
  const payload = bag.under("data/");
  const bytes = payload.reduce((sum, name) => sum + (bag.digests.get(name)?.size ?? 0), 0);
  if (said.length !== 1 || said[0]?.[1] !== String(bytes) || said[0][2] !== String(payload.length)) {
    yield ["The payload has not the number of files or bytes that bag-info.txt says.", "bag-info.txt"];
  }
}

async function* checkSums(bag: Bag, listing: string, present: readonly string[]): AsyncGenerator<Problem> {
  const body = await bag.readText(listing);
  if (!isListing(body)) yield ["The list is not written as a bag's list is.", listing];
  const lines = body.split("\n").filter((line) => line !== "");
  const listed = new Map(lines.map((line) => [decodeName(line.slice(66)), line.slice(0, 64)]));
  if (listed.size !== lines.length) yield ["A file is listed twice.", listing];
  for (const [name, sha256] of listed) {
    if (!bag.digests.has(name)) yield ["A file is missing that was packed.", name];
    else if (bag.sha256(name) !== sha256) {
      yield ["A file is not the one that was packed: its SHA-256 is another.", name];
    }
  }
  for (const name of present) {
    if (!listed.has(name)) yield [`A file is there that ${listing} does not list.`, name];
  }
}

/** Says whether a text is a bag's list; line by line, since one expression over a million lines has no end to its stack. */
export function isListing(body: string): boolean {
  return body.endsWith("\n") && body.slice(0, -1).split("\n").every((line) => LISTED.test(line));
}

/** Undoes what a bag does to line ends and per cent signs in names (RFC 8493, section 2.1.3). */
function decodeName(name: string): string {
  return name.replaceAll(/%(0[aAdD]|25)/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
