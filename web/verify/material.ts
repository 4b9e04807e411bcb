/** One material of the bundle: its seals, its manifests, and the objects that they name. */
import type { Bag } from "./bag";
import { checkAgainstChain, checkChain, checkExport } from "./chain";
import { isObject, objectsOf, textOf, type Json, type JsonObject } from "./json";
import { gather, many, UnreadableError, UnsoundError, type Problem, type Report } from "./report";
import type { Signers } from "./signers";

const VERSION = /^version-([1-9]\d*)\//;
export const SEGMENT = /^custody\/\d{8,}-\d{8,}\.json$/;

export class Material {
  /** Its chain of custody, as far as it could be read. */
  readonly entries: JsonObject[] = [];

  constructor(
    readonly id: string,
    readonly bag: Bag,
    readonly signers: Signers,
  ) {}

  /** The folder of its objects in the bag. */
  get objects(): string {
    return `data/${this.id}/objects/`;
  }

  /** The folders of its manifests, the first one's first. */
  versions(): string[] {
    const names = this.bag.under(this.objects).map((name) => name.slice(this.objects.length));
    const numbers = names.map((name) => Number(VERSION.exec(name)?.[1] ?? 0)).filter((number) => number > 0);
    const later = [...new Set(numbers)].sort((one, other) => one - other);
    const first = this.bag.digests.has(`${this.objects}manifest.json`) ? [this.objects] : [];
    return [...first, ...later.map((number) => `${this.objects}version-${number}/`)];
  }

  get original(): string {
    return `${this.objects}original/`;
  }

  /** The folders of all its signed manifests. */
  signedFolders(): string[] {
    const isThere = ["manifest.json", "seal.json"].some((name) => this.bag.digests.has(this.original + name));
    return [...this.versions(), ...(isThere ? [this.original] : [])];
  }

  digestOfManifest(folder: string): string {
    return this.bag.sha256(`${folder}manifest.json`);
  }
}

/** Checks all that there is of one material. */
export async function checkMaterial(material: Material, report: Report): Promise<void> {
  const about = material.id;
  const folders = material.signedFolders();
  if (folders.length > 0) {
    const sealed = `${many(folders.length, "manifest")} sealed, and unchanged since.`;
    report.judge(about, await gather(checkSeals(material)), sealed);
    report.judge(about, await gather(checkVersions(material)), "The versions of the manifest follow on each other.");
  }
  const named = new Set<string>();
  const problems = [...(await gather(checkObjects(material, named))), ...strays(material, named)];
  report.judge(about, problems, `${many(named.size, "object")} named by its manifests, there, and unchanged.`);
  await tellGaps(material, report);
  const chain = await gather(checkChain(material));
  const length = `${material.entries.length} entries, each bound to the one before, under signed checkpoints`;
  report.judge(about, chain, `Its chain of custody is whole: ${length}.`);
  const told = "What its chain says was sealed is what is there.";
  report.judge(about, await gather(checkAgainstChain(material)), told);
  if (folders.length > 0) {
    report.judge(about, await gather(checkExport(material)), "Its chain goes as far as the export of this bundle.");
  }
}

async function* checkSeals(material: Material): AsyncGenerator<Problem> {
  for (const folder of material.signedFolders()) {
    const where = `${folder}seal.json`;
    try {
      const statement = await material.signers.check(await material.bag.readCanonical(where));
      if (statement.manifest_sha256 !== material.digestOfManifest(folder)) {
        yield ["The manifest is not the one that was sealed: its SHA-256 is another.", `${folder}manifest.json`];
      }
      if (statement.session_id !== material.id) yield ["The seal is another material's.", where];
    } catch (error) {
      if (error instanceof UnreadableError) yield [error.message, where];
      else yield [`A seal does not hold: ${error instanceof UnsoundError ? error.message : "it is not readable."}`, where];
    }
  }
}

/** Each later manifest names its number and the SHA-256 of the one before; a hole shows by its number. */
async function* checkVersions(material: Material): AsyncGenerator<Problem> {
  const folders = material.versions();
  for (const [place, folder] of folders.entries()) {
    const where = `${folder}manifest.json`;
    const manifest = await material.bag.readJson(where);
    const expected = material.objects + (place > 0 ? `version-${place + 1}/` : "");
    if (folder !== expected || (manifest.version ?? 1) !== place + 1) {
      yield ["A version of the manifest is missing, or has another's place.", where];
    } else if (place > 0 && manifest.supersedes !== material.digestOfManifest(folders[place - 1] ?? "")) {
      yield ["The manifest does not follow on the version before it.", where];
    }
  }
  if (material.signedFolders().includes(material.original)) {
    const where = `${material.original}manifest.json`;
    const supplements = textOf(await material.bag.readJson(where), "supplements_manifest_sha256");
    if (!folders.some((folder) => material.digestOfManifest(folder) === supplements)) {
      yield ["The manifest of the original belongs to another recording.", where];
    }
  }
}

/** Holds the objects against every manifest: one that an earlier version names must be there still. */
async function* checkObjects(material: Material, named: Set<string>): AsyncGenerator<Problem> {
  for (const folder of material.signedFolders()) {
    const manifest = await material.bag.readJson(`${folder}manifest.json`);
    const prefix = `${textOf(manifest, "force_id")}/${material.id}/`;
    for (const entry of namedObjects(manifest)) yield* checkObject(material, prefix, entry, named);
    for (const difference of objectsOf(manifest, "discrepancies")) {
      const text = "The manifest itself says that what was stored is not what was recorded.";
      yield [text, textOf(difference, "key")];
    }
  }
}

/** Every object that a document names, wherever it does: a `key` with its `sha256`. */
function* namedObjects(value: Json): Generator<JsonObject> {
  if (Array.isArray(value)) for (const member of value) yield* namedObjects(member);
  else if (isObject(value)) {
    if (typeof value.key === "string" && "sha256" in value) yield value;
    for (const member of Object.values(value)) yield* namedObjects(member);
  }
}

function* checkObject(material: Material, prefix: string, entry: JsonObject, named: Set<string>): Generator<Problem> {
  const key = textOf(entry, "key");
  if (!key.startsWith(prefix)) {
    yield ["The manifest names another material's object.", key];
    return;
  }
  const name = material.objects + key.slice(prefix.length);
  named.add(name);
  const digest = material.bag.digests.get(name);
  if (!digest) yield ["An object is missing that the manifest names.", name];
  else if (digest.sha256 !== entry.sha256 || digest.size !== entry.bytes) {
    yield ["An object is not the one that was sealed: its bytes have changed.", name];
  }
}

function strays(material: Material, named: ReadonlySet<string>): Problem[] {
  const documents = material.signedFolders().flatMap((folder) => [`${folder}manifest.json`, `${folder}seal.json`]);
  const vouchedFor = new Set([...named, ...documents]);
  return material.bag
    .under(material.objects)
    .filter((name) => !vouchedFor.has(name) && !SEGMENT.test(name.slice(material.objects.length)))
    .map((name) => ["An object is there that no manifest names: nobody vouches for it.", name]);
}

async function tellGaps(material: Material, report: Report): Promise<void> {
  const newest = material.versions().at(-1);
  const manifest = newest ? await material.bag.readJson(`${newest}manifest.json`).catch(() => null) : null;
  const gaps = Array.isArray(manifest?.gaps) ? manifest.gaps.length : 0;
  if (gaps > 0) {
    report.note(material.id, `${many(gaps, "gap")} written down in the manifest: time that was not recorded.`);
  }
}
