/** Copies made of a material: each of objects that are the master's, and unchanged since. */
import { numberOf, objectOf, objectsOf, textOf, type JsonObject } from "./json";
import type { Material } from "./material";
import { gather, many, UnreadableError, type Problem, type Report } from "./report";

function copyFolders(material: Material): string[] {
  const prefix = `data/${material.id}/copies/`;
  const names = material.bag.under(prefix).map((name) => name.slice(prefix.length).split("/", 1)[0] ?? "");
  return [...new Set(names)].map((copyId) => `${prefix}${copyId}/`);
}

/** Checks the copies that come with their masters; their chains are those of materials of their own. */
export async function checkCopies(materials: readonly Material[], report: Report): Promise<void> {
  for (const material of materials) {
    const count = copyFolders(material).length;
    const unchanged = `${many(count, "copy", "copies")} made of these objects, and unchanged.`;
    if (count > 0) report.judge(material.id, await gather(checkCopiesOf(material, materials)), unchanged);
  }
}

async function* checkCopiesOf(material: Material, materials: readonly Material[]): AsyncGenerator<Problem> {
  for (const folder of copyFolders(material)) {
    const where = `${folder}derivation.json`;
    try {
      yield* checkCopy(material, folder, await material.bag.readJson(where));
      const chain = materials.find((other) => other.id === folder.split("/").at(-2))?.entries ?? [];
      const derived = chain.filter((entry) => entry.action === "derived").map((entry) => objectOf(entry, "details"));
      if (derived.length !== 1 || derived[0]?.derivation_sha256 !== material.bag.sha256(where)) {
        yield ["The chain of the copy does not tell that it was made so.", where];
      }
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      yield [error.message, where];
    }
  }
}

function* checkCopy(material: Material, folder: string, derivation: JsonObject): Generator<Problem> {
  const files = objectsOf(derivation, "files", { required: true });
  const made = new Map(files.map((file) => [folder + textOf(file, "file"), describe(textOf(file, "sha256"), numberOf(file, "bytes"))]));
  const there = new Map(
    material.bag
      .under(folder)
      .filter((name) => name !== `${folder}derivation.json`)
      .map((name) => [name, describe(material.bag.sha256(name), material.bag.digests.get(name)?.size ?? 0)]),
  );
  for (const name of [...new Set([...made.keys(), ...there.keys()])].sort()) {
    if (made.get(name) !== there.get(name)) yield ["A copy is not the file that was made.", name];
  }
  if (textOf(derivation, "copy_id") !== folder.split("/").at(-2)) yield ["The derivation is another copy's.", folder];
  for (const source of [objectOf(derivation, "manifest"), ...objectsOf(derivation, "objects", { required: true })]) {
    const name = material.objects + textOf(source, "key").split("/").slice(2).join("/");
    if (material.bag.sha256(name) !== textOf(source, "sha256")) {
      yield ["A copy was made of something that is not the master's object.", name];
    }
  }
}

function describe(sha256: string, size: number): string {
  return `${sha256} ${size}`;
}
