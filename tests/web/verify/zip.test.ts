import { BlobWriter, Uint8ArrayReader, ZipWriter } from "@zip.js/zip.js";
import { describe, expect, it } from "vitest";
import { leadsOut, openZip } from "../../../web/verify/zip";
import { goldenZip, writeZip } from "./bundles";

const text = (body: string) => new TextEncoder().encode(body);

describe("a zip", () => {
  it.each(["../a", "/a", "a/../b", "a//b", "a/./b", "C:\\a", "c:a", "a\\b", "a\nb"])("refuses the name %j", (name) => {
    expect(leadsOut(name)).toBe(true);
  });

  it.each(["a", "bundle-1/data/s/objects/r1/0-1-2.m4s", "a b/ł..x/…"])("takes the name %j", (name) => {
    expect(leadsOut(name)).toBe(false);
  });

  it("with a name that leads out is not read", async () => {
    const zip = await writeZip(new Map([["../evil", text("x")]]));
    await expect(openZip(zip)).rejects.toThrow(/leads out of the bundle|no zip/);
  });

  it.each([0, 0.5, 0.99])("that is cut off at %d says so", async (part) => {
    const cut = goldenZip.slice(0, Math.floor(goldenZip.size * part));
    await expect(openZip(cut)).rejects.toThrow("its end is missing");
  });

  it("that would unpack to far more than its size is not opened", async () => {
    const writer = new ZipWriter(new BlobWriter("application/zip"));
    await writer.add("bagit.txt", new Uint8ArrayReader(new Uint8Array(1_000_000)));
    await expect(openZip(await writer.close())).rejects.toThrow("zip bomb");
  });

  it("gives a member's bytes", async () => {
    const files = await openZip(await writeZip(new Map([["a/b", text("words")]])));
    expect([...files.sizes]).toEqual([["a/b", 5]]);
    expect(await new Response(files.open("a/b")).text()).toBe("words");
  });
});
