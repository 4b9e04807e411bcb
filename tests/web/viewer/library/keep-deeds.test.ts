import { describe, expect, it } from "vitest";
import type { RetentionView } from "../../../../web/shared/messages";
import { keepDeeds } from "../../../../web/viewer/library/keep-deeds";
import type { OfficerRole } from "../../../../web/viewer/sign-in/officer";

const HELD = { material_id: "m1", state: "held", exhibit_ref: null, may_go: true } as RetentionView;

function names(view: RetentionView, role: OfficerRole): string[] {
  return keepDeeds(view, role, () => Promise.resolve()).map(({ name }) => name);
}

describe("what a role may decide", () => {
  it.each<[OfficerRole, string[]]>([
    ["call-handler", []],
    ["auditor", []],
    ["investigator", ["mark", "category", "hold", "propose"]],
    ["supervisor", ["mark", "category", "hold", "review", "propose"]],
  ])("%s", (role, deeds) => {
    expect(names(HELD, role)).toEqual(deeds);
  });

  it("proposes no disposal of what something keeps", () => {
    expect(names({ ...HELD, may_go: false }, "investigator")).not.toContain("propose");
  });

  it("leaves what is proposed to a supervisor, who agrees or stops it", () => {
    const proposed: RetentionView = { ...HELD, state: "disposal-proposed" };
    expect(names(proposed, "investigator")).toEqual(["mark", "category", "hold"]);
    expect(names(proposed, "supervisor").slice(-2)).toEqual(["approve", "refuse"]);
  });

  it("has nothing left to decide once it is gone", () => {
    expect(names({ ...HELD, state: "disposed" }, "supervisor")).toEqual([]);
  });

  it("sends what was filled in to the deed's own route", async () => {
    const sent: [string, Record<string, string>][] = [];
    const deeds = keepDeeds(HELD, "supervisor", (path, body) => {
      sent.push([path, body]);
      return Promise.resolve();
    });
    await deeds.find(({ name }) => name === "review")?.act({ reason: "Appeal", review_on: "2027-01-01" });
    expect(sent).toEqual([
      ["/materials/m1/reviews", { reason: "Appeal", review_on: "2027-01-01", decision: "keep" }],
    ]);
  });
});
