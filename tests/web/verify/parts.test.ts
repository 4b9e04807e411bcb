import { describe, expect, it } from "vitest";
import { isListing } from "../../../web/verify/bag";
import { digest, digestStream } from "../../../web/verify/hashing";
import { canonical } from "../../../web/verify/json";
import { Report } from "../../../web/verify/report";
import { groupFindings, verdict } from "../../../web/verify/telling";

describe("the canonical form", () => {
  it("sorts names by UTF-16 and writes no space (RFC 8785)", () => {
    expect(canonical({ b: [1, true, null], a: { "\u20ac": "é", "\ud83d\ude00": "\u000f", "\ufb33": "" } })).toBe(
      '{"a":{"€":"é","😀":"\\u000f","\ufb33":""},"b":[1,true,null]}',
    );
  });

  it("has no fractions, and no numbers that cannot be exact", () => {
    expect(() => canonical(0.5)).toThrow(RangeError);
    expect(() => canonical(2 ** 53)).toThrow(RangeError);
  });
});

describe("a bag's list", () => {
  const line = `${"0".repeat(64)}  data/session-1/objects/r1/00000000-1-2000.m4s\n`;

  it("may be as long as a day's recording, and longer", () => {
    expect(isListing(line.repeat(200_000))).toBe(true);
    expect(isListing(`${line.repeat(200_000)}\n`)).toBe(false);
  });

  it.each(["", "\n", line.trimEnd(), ` ${line}`, line.replace("  ", " "), line.replace("0", "A")])("is not %j", (body) => {
    expect(isListing(body)).toBe(false);
  });
});

describe("hashing", () => {
  it.each([0, 1000, 17 * 1024 * 1024])("agrees with the browser's own SHA-256 for %d bytes, at once or as a stream", async (size) => {
    const bytes = new Uint8Array(size).map((_, at) => at * 31);
    expect(await digestStream(new Blob([bytes]).stream(), size)).toEqual({ sha256: await digest(bytes), size });
  });
});

describe("the report in words", () => {
  it("counts what fails", () => {
    const report = new Report();
    report.judge("bag", [], "It holds.");
    expect(verdict(report)).toBe("Everything holds.");
    report.judge("bag", [["It fails.", "here"]], "");
    expect(verdict(report)).toBe("One thing is not as it should be.");
  });

  it("shows twenty of a sort, and says how many more there are", () => {
    const report = new Report();
    report.judge("s-1", Array.from({ length: 25 }, (_, at) => ["It fails.", String(at)] as const), "");
    report.note("s-1", "A note.");
    const [group] = groupFindings(report.findings);
    expect(group).toMatchObject({ about: "s-1", leftOut: 5 });
    expect(group?.findings).toHaveLength(21);
  });
});
