import { describe, expect, it } from "vitest";
import { addExposure, exposure, type Shelf } from "../../../../web/viewer/state/exposure";

function shelf(content: string | null = null): Shelf {
  let kept = content;
  return { getItem: () => kept, setItem: (_name, value) => (kept = value) };
}

describe("the time that pictures were seen", () => {
  it("adds up over a day", () => {
    const kept = shelf();
    addExposure(kept, "u-1", "21 Nov 2026", 5);
    addExposure(kept, "u-1", "21 Nov 2026", 5);
    expect(exposure(kept, "u-1", "21 Nov 2026")).toBe(10);
  });

  it("begins anew with the next day, and with another officer at the same computer", () => {
    const kept = shelf();
    addExposure(kept, "u-1", "21 Nov 2026", 5);
    expect(exposure(kept, "u-1", "22 Nov 2026")).toBe(0);
    expect(exposure(kept, "u-2", "21 Nov 2026")).toBe(0);
  });

  it("begins anew where what is kept cannot be read", () => {
    expect(exposure(shelf("{"), "u-1", "21 Nov 2026")).toBe(0);
  });
});
