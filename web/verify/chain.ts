/** A material's chain of custody, from its first entry on; what is not bound to the entry before is a problem. */
import { canonical, hasExactly, numberOf, objectOf, objectsOf, textOf, type JsonObject } from "./json";
import { digest } from "./hashing";
import { SEGMENT, type Material } from "./material";
import { UnreadableError, UnsoundError, type Problem } from "./report";

const FIRST_PREVIOUS = "0".repeat(64);
/** What an entry is called that names a signed manifest: a session's, or an uploaded file's. */
const SEALING = ["sealed", "uploaded"];
const ENTRY_FIELDS = [
  "format",
  "force_id",
  "chain_id",
  "sequence",
  "previous_hash",
  "at",
  "action",
  "actor",
  "reason",
  "details",
  "hash",
] as const;

export async function* checkChain(material: Material): AsyncGenerator<Problem> {
  const segments = material.bag.under(material.objects).filter((name) => SEGMENT.test(name.slice(material.objects.length)));
  if (segments.length === 0) yield ["There is no chain of custody.", `${material.objects}custody/`];
  for (const where of segments) {
    try {
      yield* checkSegment(material, await material.bag.readCanonical(where), where);
    } catch (error) {
      const text = "A part of the chain is not in the form that is written down.";
      yield [error instanceof UnreadableError ? error.message : text, where];
    }
  }
}

async function* checkSegment(material: Material, document: JsonObject, where: string): AsyncGenerator<Problem> {
  const entries = objectsOf(document, "entries", { required: true });
  const [first, last] = [entries.at(0), entries.at(-1)];
  if (!first || !last || !hasExactly(document, ["entries", "checkpoint"])) {
    yield ["A part of the chain has not the fields that it should have.", where];
    return;
  }
  for (const entry of entries) {
    yield* checkEntry(material, entry, where);
    material.entries.push(entry);
  }
  const range = [first, last].map((entry) => String(numberOf(entry, "sequence")).padStart(8, "0")).join("-");
  if (!where.endsWith(`/${range}.json`)) yield ["A part of the chain is not named after its first and last entry.", where];
  yield* checkCheckpoint(material, objectOf(document, "checkpoint"), last, where);
}

async function* checkCheckpoint(
  material: Material,
  checkpoint: JsonObject,
  last: JsonObject,
  where: string,
): AsyncGenerator<Problem> {
  try {
    const statement = await material.signers.check(checkpoint);
    const names = ["chain_id", "sequence", "hash"] as const;
    if (names.some((name) => statement[name] !== last[name]) || typeof statement.at !== "string") {
      yield ["A checkpoint does not name the last entry before it.", where];
    }
  } catch (error) {
    yield [`A checkpoint does not hold: ${error instanceof UnsoundError ? error.message : "it is not readable."}`, where];
  }
}

async function* checkEntry(material: Material, entry: JsonObject, where: string): AsyncGenerator<Problem> {
  const before = material.entries.at(-1) ?? { sequence: 0, hash: FIRST_PREVIOUS };
  const [sequence, previous] = [numberOf(entry, "sequence"), numberOf(before, "sequence")];
  const number = `entry ${sequence} in ${where}`;
  if (!hasExactly(entry, ENTRY_FIELDS) || entry.format !== "sightline-custody/1") {
    yield ["An entry has not the fields that an entry has.", number];
  }
  if (entry.chain_id !== material.id) yield ["An entry is of another chain.", number];
  if (sequence !== previous + 1) {
    yield [`An entry is missing, doubled or out of its place: after ${previous} comes ${sequence}.`, number];
  }
  if (entry.previous_hash !== before.hash) yield ["An entry is not bound to the one before it.", number];
  const { hash, ...said } = entry;
  if ((await digest(new TextEncoder().encode(canonical(said)))) !== hash) {
    yield ["An entry was changed: its hash is another.", number];
  }
}

/** Holds what the chain says was sealed against the manifests that are there. */
export function* checkAgainstChain(material: Material): Generator<Problem> {
  const there = new Set(material.signedFolders().map((folder) => material.digestOfManifest(folder)));
  const sealing = material.entries.filter((entry) => SEALING.includes(textOf(entry, "action")));
  const named = sealing.map((entry) => objectOf(entry, "details").manifest_sha256);
  const sealed = new Set(named.filter((sha256) => typeof sha256 === "string"));
  for (const sha256 of [...sealed].sort()) {
    if (!there.has(sha256)) {
      yield [`The chain tells of a sealed manifest that is not in the bundle (${sha256}).`, material.objects];
    }
  }
  for (const folder of material.versions()) {
    if (!sealed.has(material.digestOfManifest(folder))) {
      yield ["The chain does not tell that this manifest was sealed.", `${folder}manifest.json`];
    }
  }
}

/** Who cuts the end off a chain cuts off the entry that tells of this bundle. */
export async function* checkExport(material: Material): AsyncGenerator<Problem> {
  const said = [...(await material.bag.readText("bag-info.txt")).matchAll(/^Internal-Sender-Identifier: (\S+)\s*$/gm)];
  const exports = material.entries.filter((entry) => textOf(entry, "action") === "exported");
  const told = exports.map((entry) => objectOf(entry, "details").bundle_id);
  if (said.length !== 1 || !told.includes(said[0]?.[1])) {
    yield ["The chain does not tell of this bundle: entries at its end may be missing.", `${material.objects}custody/`];
  }
}
