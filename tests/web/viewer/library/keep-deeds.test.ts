import { describe, expect, it } from "vitest";
import type { DisposalView, RetentionView } from "../../../../web/shared/messages";
import { keepDeeds } from "../../../../web/viewer/library/keep-deeds";
import type { OfficerRole } from "../../../../web/viewer/sign-in/officer";

const HELD = {
  material_id: "m1",
  state: "held",
  category: "mopi-group-2",
  exhibit_ref: null,
  crime_number: null,
  may_go: true,
  holds: [] as RetentionView["holds"],
  next_review_by: "2027-11-22",
  disposal: null,
} as RetentionView;
const DISPOSAL = { reason: "Closed", proposed_by: "o2", proposed_by_name: "Tom Hughes" } as DisposalView;
const PROPOSED: RetentionView = { ...HELD, state: "disposal-proposed", disposal: DISPOSAL };

function deeds(view: RetentionView, role: OfficerRole, id = "o1") {
  return keepDeeds(view, { id, role });
}

function names(view: RetentionView, role: OfficerRole, id?: string): string[] {
  return deeds(view, role, id).map(({ name }) => name);
}

describe("what a role may decide", () => {
  it.each<[OfficerRole, string[]]>([
    ["call-handler", []],
    ["auditor", []],
    ["investigator", ["mark", "category", "hold", "propose"]],
    ["supervisor", ["mark", "category", "hold", "propose", "review"]],
  ])("%s", (role, expected) => {
    expect(names(HELD, role)).toEqual(expected);
  });

  it("proposes no disposal of what something keeps", () => {
    expect(names({ ...HELD, may_go: false }, "investigator")).not.toContain("propose");
  });

  it("leaves what is proposed to a supervisor, who agrees or stops it", () => {
    expect(names(PROPOSED, "investigator")).toEqual(["mark", "category", "hold"]);
    expect(names(PROPOSED, "supervisor").slice(0, 2)).toEqual(["approve", "refuse"]);
  });

  it("lets who has proposed a disposal stop it, and not agree to it", () => {
    expect(names(PROPOSED, "supervisor", "o2")).toEqual(["refuse", "mark", "category", "hold", "review"]);
  });

  it("stops what people agreed on, and leaves what goes by rule to a hold, a mark or a category", () => {
    const announced: RetentionView = { ...PROPOSED, state: "disposal-announced" };
    expect(names(announced, "supervisor")).toContain("refuse");
    const byRule: RetentionView = { ...announced, disposal: { ...DISPOSAL, proposed_by: null, proposed_by_name: null } };
    expect(names(byRule, "supervisor")).toEqual(["mark", "category", "hold", "review"]);
  });

  it("lets a supervisor end each hold, told apart by its reason where there are several", () => {
    const hold = { hold_id: "h1", reason: "Appeal", by_name: "Tom Hughes", since: "", review_on: "" };
    const held: RetentionView = { ...HELD, may_go: false, holds: [hold] };
    expect(deeds(held, "supervisor").at(-1)).toMatchObject({ name: "release-h1", words: "End the hold of Tom Hughes" });
    const twice: RetentionView = { ...held, holds: [hold, { ...hold, hold_id: "h2" }] };
    expect(deeds(twice, "supervisor").at(-1)?.words).toBe("End the hold of Tom Hughes: Appeal");
    expect(names(held, "investigator")).not.toContain("release-h1");
  });

  it.each<RetentionView["state"]>(["disposal-begun", "disposed"])("has nothing left to decide once it is %s", (state) => {
    expect(names({ ...HELD, state }, "supervisor")).toEqual([]);
  });
});

describe("what a deed is told", () => {
  function field(view: RetentionView, deed: string, name: string) {
    const found = deeds(view, "supervisor").find((each) => each.name === deed);
    return found?.fields.find((each) => each.name === name);
  }

  it("goes to a route of its own, with what a review comes to", () => {
    const review = deeds(HELD, "supervisor").find(({ name }) => name === "review");
    expect(review).toMatchObject({ path: "/materials/m1/reviews", more: { decision: "keep" } });
  });

  it("offers the latest day for a review", () => {
    expect(field(HELD, "hold", "review_on")).toMatchObject({ value: "2027-11-22", latest: "2027-11-22" });
  });

  it("offers every category but the one that it has", () => {
    const { choices } = field(HELD, "category", "category") ?? {};
    expect(Object.keys(choices ?? {})).toEqual(["not-evidential", "mopi-group-1", "mopi-group-3", "mopi-group-4"]);
  });

  it("begins with the reference and the number that it has", () => {
    const marked: RetentionView = { ...HELD, exhibit_ref: "AB/1", crime_number: "52/1" };
    expect(field(marked, "mark", "exhibit_ref")?.value).toBe("AB/1");
    expect(field(marked, "mark", "crime_number")?.value).toBe("52/1");
  });
});
