/** Checks a whole bundle, as `functions/bundles/verify.py` does, written from the same documents. */
import { Bag, checkBag, type Progress } from "./bag";
import { checkCopies } from "./copies";
import { checkMaterial, Material } from "./material";
import { Report } from "./report";
import { checkRoots } from "./roots";
import { Signers } from "./signers";
import type { Files } from "./zip";

/** Returns what was found; throws UnreadableError where there is nothing to be found. */
export async function verify(files: Files, trusted: ReadonlySet<string>, progress?: Progress): Promise<Report> {
  const report = new Report();
  const signers = new Signers(trusted);
  const bag = await Bag.read(files, progress);
  await checkBag(bag, report);
  const folders = bag.under("data/").filter((name) => name.split("/").length > 2);
  const ids = [...new Set(folders.map((name) => name.split("/")[1] ?? ""))].filter((id) => id !== "roots").sort();
  const materials = ids.map((id) => new Material(id, bag, signers));
  for (const material of materials) await checkMaterial(material, report);
  await checkCopies(materials, report);
  if (materials.length === 0) report.judge("bag", [["There is no material in the bundle.", "data/"]], "");
  await checkRoots(bag, materials, signers, report);
  signers.judge(report);
  return report;
}
