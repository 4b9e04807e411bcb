import { describe, expect, it } from "vitest";
import { verify } from "../../../web/verify/verify";
import { readKey } from "../../../web/verify/signers";
import { openZip } from "../../../web/verify/zip";
import { cases, changed, filesOf, goldenZip, listedAnew, readGolden, type Contents } from "./bundles";

const bag = await readGolden();
const nobody = new Set<string>();
const FOR_READING = /\/(chat|custody)\.txt$|\/trail\./;
const signed = [...bag.keys()].filter((name) => name.startsWith("data/") && !FOR_READING.test(name));

async function holds(contents: Contents, trusted: ReadonlySet<string> = nobody): Promise<boolean> {
  try {
    return (await verify(filesOf(contents), trusted)).holds;
  } catch {
    return false;
  }
}

function replaced(name: string, bytes: Uint8Array): Contents {
  return new Map([...bag, [name, bytes]]);
}

describe("the page's verifier", () => {
  it.each(Object.entries(cases))("says what verify.py says where %s", async (_, { changes, findings }) => {
    const report = await verify(filesOf(changed(bag, changes)), nobody);
    expect(report.findings).toEqual(findings);
  });

  it("reads the zip itself", async () => {
    const seen: number[] = [];
    const report = await verify(await openZip(goldenZip), nobody, (done, all) => seen.push(done / all));
    expect(report.holds).toBe(true);
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((one, other) => one - other));
  });

  it("holds signatures against the key that is named, and no other", async () => {
    const seal = JSON.parse(new TextDecoder().decode(bag.get("data/session-1/objects/seal.json"))) as { public_key: string };
    const { print } = await readKey(seal.public_key.replaceAll("\n", "\r\n"));
    expect(await holds(bag, new Set([print]))).toBe(true);
    expect(await holds(bag, new Set(["f".repeat(64)]))).toBe(false);
  });

  it.each([...bag.keys()])("finds each careless change of %s", async (name) => {
    const body = bag.get(name) ?? new Uint8Array();
    for (const at of [0, body.length >> 1, body.length - 1]) {
      expect(await holds(replaced(name, body.with(at, (body[at] ?? 0) ^ 1)))).toBe(false);
    }
    expect(await holds(replaced(name, body.subarray(1)))).toBe(false);
    expect(await holds(new Map([...bag].filter(([other]) => other !== name)))).toBe(false);
  });

  it.each(signed)("finds each cunning change of %s, the lists made anew", async (name) => {
    const body = bag.get(name) ?? new Uint8Array();
    const places = [0, body.length - 1, ...Array.from({ length: 4 }, (_, step) => Math.floor(((step + 0.5) * body.length) / 4))];
    for (const at of new Set(places)) {
      expect(await holds(await listedAnew(replaced(name, body.with(at, (body[at] ?? 0) ^ (1 << at % 8)))))).toBe(false);
    }
    expect(await holds(await listedAnew(replaced(name, new Uint8Array([...body, 10]))))).toBe(false);
    expect(await holds(await listedAnew(new Map([...bag].filter(([other]) => other !== name))))).toBe(false);
  });

  it("answers what is no bundle with a sentence", async () => {
    await expect(verify(filesOf(new Map()), nobody)).rejects.toThrow("This is no bundle");
    const garbage = changed(bag, { "data/session-1/objects/manifest.json": btoa("[".repeat(100_000)) });
    expect((await verify(filesOf(garbage), nobody)).holds).toBe(false);
  });
});
