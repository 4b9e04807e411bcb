/** The daily roots: where all chains of the force stood, signed, and each bound to the one before. */
import type { Bag } from "./bag";
import { readImprint } from "./der";
import { numberOf, objectsOf, textOf } from "./json";
import type { Material } from "./material";
import { gather, many, UnreadableError, UnsoundError, type Problem, type Report } from "./report";
import type { Signers } from "./signers";

export async function checkRoots(
  bag: Bag,
  materials: readonly Material[],
  signers: Signers,
  report: Report,
): Promise<void> {
  const days = bag.under("data/roots/").filter((name) => /\/\d{4}-\d\d-\d\d\.json$/.test(name));
  if (days.length === 0) {
    report.note("roots", "There are no daily roots: that a chain was not cut off at its end rests on its checkpoints.");
    return;
  }
  const sealed = `${many(days.length, "daily root")} sealed and bound together.`;
  report.judge("roots", await gather(checkSeals(bag, days, signers)), sealed);
  const goOn = "The chains go on from where the daily roots saw them.";
  report.judge("roots", await gather(checkHeads(bag, days, materials)), goOn);
  const stamps = bag.under("data/roots/").filter((name) => name.endsWith(".tsr"));
  if (stamps.length > 0) {
    const held = `${many(stamps.length, "time-stamp")} of the root beside it.`;
    report.judge("roots", await gather(checkStamps(bag, stamps)), held);
    report.note("roots", howToCheck(stamps.at(-1) ?? ""));
  }
}

async function* checkSeals(bag: Bag, days: readonly string[], signers: Signers): AsyncGenerator<Problem> {
  let before = "";
  for (const where of days) {
    const root = await bag.readCanonical(where);
    try {
      const statement = await signers.check(await bag.readCanonical(where.replace(".json", ".seal.json")));
      const isThis = statement.root_sha256 === bag.sha256(where) && where.endsWith(`/${textOf(root, "day")}.json`);
      if (!isThis || statement.force_id !== root.force_id || statement.day !== root.day) {
        yield ["A root is not the one that was sealed.", where];
      }
    } catch (error) {
      if (!(error instanceof UnsoundError || error instanceof UnreadableError)) throw error;
      yield [`A root's seal does not hold: ${error.message}`, where];
    }
    if (before && root.previous_sha256 !== before) yield ["A root does not follow on the one before it.", where];
    before = bag.sha256(where);
  }
  for (const where of bag.under("data/roots/")) {
    if (!days.includes(where.replace(/\.(seal\.json|tsr)$/, ".json"))) {
      yield ["A root is missing of which there is something else.", where];
    }
  }
}

async function* checkHeads(bag: Bag, days: readonly string[], materials: readonly Material[]): AsyncGenerator<Problem> {
  const chains = new Map(materials.map((material) => [material.id, material.entries]));
  for (const where of days) {
    for (const head of objectsOf(await bag.readJson(where), "chains", { required: true })) {
      const [chainId, sequence] = [textOf(head, "chain_id"), numberOf(head, "sequence")];
      const entries = chains.get(chainId);
      const seen = entries?.filter((entry) => entry.sequence === sequence).map((entry) => entry.hash);
      if (!seen || (seen.length === 1 && seen[0] === head.hash)) continue;
      const text = seen.length > 0 ? "The chain is not the one that stood there on that day" : "The chain was cut off";
      yield [`${text}: it had ${sequence} entries then.`, `${chainId}, ${where}`];
    }
  }
}

async function* checkStamps(bag: Bag, stamps: readonly string[]): AsyncGenerator<Problem> {
  for (const where of stamps) {
    if (readImprint(await bag.read(where)) !== bag.sha256(where.replace(".tsr", ".json"))) {
      yield ["The time-stamp is of something else than the root beside it.", where];
    }
  }
}

function howToCheck(stamp: string): string {
  const command = `openssl ts -verify -data ${stamp.replace(".tsr", ".json")} -in ${stamp} -CAfile authority.pem`;
  return `A time-stamp's own signature is checked with its authority's certificate: ${command}`;
}
