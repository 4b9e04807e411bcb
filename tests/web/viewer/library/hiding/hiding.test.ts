import { describe, expect, it, vi } from "vitest";
import { newDraft } from "../../../../../web/viewer/library/hiding/draft";
import { HidingOnPage } from "../../../../../web/viewer/library/hiding/hiding";

const DRAFT = newDraft(0, 1000);

function aPage(materialId: string) {
  const [requestUpdate, bring] = [vi.fn(), vi.fn()];
  const hiding = new HidingOnPage({ requestUpdate }, bring);
  hiding.turnTo(materialId);
  return { hiding, requestUpdate, bring };
}

describe("what is being hidden on a page", () => {
  it("is told to the page with every change", () => {
    const { hiding, requestUpdate } = aPage("told");
    hiding.now.change(DRAFT);
    hiding.shown(new CustomEvent("sightline-shown-at", { detail: 500 }));
    expect(hiding.now).toMatchObject({ draft: DRAFT, at: 500 });
    expect(requestUpdate).toHaveBeenCalledTimes(2);
  });

  it("is there again when the officer comes back, and the picture is not", () => {
    const { hiding } = aPage("left");
    hiding.now.change(DRAFT);
    hiding.shown(new CustomEvent("sightline-shown-at", { detail: 500 }));
    hiding.turnTo("another");
    expect(hiding.now).toMatchObject({ draft: null, at: null });
    expect(aPage("left").hiding.now).toMatchObject({ draft: DRAFT, at: null });
    aPage("left").hiding.now.change(null);
    expect(aPage("left").hiding.now.draft).toBeNull();
  });

  it("wants the keyboard at a box until it is there, or something else happens", () => {
    const { hiding, bring } = aPage("wanted");
    hiding.now.show(700, "box-1");
    expect(bring).toHaveBeenCalledWith(700);
    expect(hiding.now.wanted).toBe("box-1");
    hiding.now.found();
    expect(hiding.now.wanted).toBeNull();
    hiding.now.show(700, "box-1");
    hiding.now.change(null);
    expect(hiding.now.wanted).toBeNull();
  });
});
