import { describe, expect, it } from "vitest";
import type { DisposalView } from "../../../../web/shared/messages";
import { disposalSteps, lockingWords, nextOfDisposal, outcomeWords } from "../../../../web/viewer/library/keep-words";

const PROPOSED: DisposalView = {
  reason: "The case is closed",
  proposed_by: "o2",
  proposed_by_name: "Tom Hughes",
  approved_by_name: null,
  not_before: null,
  disposed_at: null,
  object_count: 0,
};
const ANNOUNCED: DisposalView = { ...PROPOSED, approved_by_name: "Helen Webb", not_before: "2026-11-23" };

describe("the story of a disposal", () => {
  it("names who proposed it, why, who agreed, and from what day on it goes", () => {
    expect(disposalSteps(ANNOUNCED, "disposal-announced", "")).toEqual([
      "Tom Hughes proposed it: The case is closed",
      "Helen Webb agreed",
      "Named in the nightly report: it goes on 23 Nov 2026 at the earliest",
    ]);
  });

  it("says of what goes by rule that nobody proposed it", () => {
    const byRule: DisposalView = { ...PROPOSED, proposed_by: null, proposed_by_name: null };
    expect(disposalSteps(byRule, "disposal-announced", "")[0]).toBe("By rule: The case is closed");
  });

  it("counts what is being deleted, and what was", () => {
    const begun: DisposalView = { ...ANNOUNCED, object_count: 40_000 };
    expect(disposalSteps(begun, "disposal-begun", "").at(-1)).toBe("Begun: 40,000 pieces are being deleted");
    const done: DisposalView = { ...begun, disposed_at: "2026-11-23T02:00:00Z", object_count: 1 };
    expect(disposalSteps(done, "disposed", "23 Nov 2026").at(-1)).toBe("Done on 23 Nov 2026: 1 piece deleted");
  });
});

describe("what comes next", () => {
  const next = (disposal: DisposalView, state: Parameters<typeof nextOfDisposal>[1], officer = "o1", decides = true) =>
    nextOfDisposal(disposal, state, officer, decides);

  it("asks another supervisor than the one who proposed it", () => {
    expect(next(PROPOSED, "disposal-proposed")).toContain("Agree to it or stop it below.");
    expect(next(PROPOSED, "disposal-proposed", "o2")).toContain("You proposed it: another supervisor must agree.");
    expect(next(PROPOSED, "disposal-proposed", "o3", false)).toContain("A supervisor must agree.");
  });

  it("says who can stop what was agreed on, and what calls off what goes by rule", () => {
    expect(next(ANNOUNCED, "disposal-announced")).toContain("A supervisor can stop it.");
    expect(next({ ...ANNOUNCED, proposed_by: null }, "disposal-announced")).not.toContain("supervisor");
  });

  it("says when nobody can stop it any more", () => {
    expect(next(ANNOUNCED, "disposal-begun")).toBe("Nobody can stop it any more.");
  });
});

describe("how far a hold is", () => {
  it("says nothing of numbers before the pieces are counted", () => {
    expect(lockingWords({ locked: 0, of: null }, 0)).toBe("The store is about to lock every piece of it.");
  });

  it("counts them", () => {
    const words = lockingWords({ locked: 12_000, of: 40_000 }, 5000);
    expect(words).toBe("The store has locked 12,000 of 40,000 pieces of it.");
  });

  it("says that it is tried again where nothing has moved for two minutes", () => {
    expect(lockingWords({ locked: 12_000, of: 40_000 }, 180_000)).toContain("Nothing has moved for 3 min");
  });
});

describe("what a decision came to", () => {
  it.each(["disposal-proposed", "disposal-approved", "disposal-announced"] as const)("calls off a %s", (before) => {
    expect(outcomeWords("It is on hold.", before, "held")).toBe("It is on hold. Its disposal is called off.");
  });

  it("calls nothing off where nothing was on its way, or it still is", () => {
    expect(outcomeWords("It is on hold.", "held", "held")).toBe("It is on hold.");
    expect(outcomeWords("It is agreed.", "disposal-proposed", "disposal-approved")).toBe("It is agreed.");
  });
});
