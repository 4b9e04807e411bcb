import { describe, expect, it } from "vitest";
import { readBack, tidyNumber } from "../../../../web/viewer/position/phone-number";

describe("pasted numbers", () => {
  it.each([
    ["07700 900123", "07700900123"],
    ["+44 (0)7700 900 123", "+447700900123"],
    ["0044 7700-900-123", "+447700900123"],
    ["Tel: 07700.900.123", "07700900123"],
    ["\u00a007700\u2011900\u2011123 ", "07700900123"],
    ["(07700) 900123", "07700900123"],
    ["０７７００ ９００１２３", "07700900123"],
  ])("%s becomes %s", (pasted, tidy) => {
    expect(tidyNumber(pasted)).toBe(tidy);
  });

  it("are read back in groups", () => {
    expect(readBack("07700900123")).toBe("07700 900 123");
    expect(readBack("+447700900123")).toBe("+44 7700 900 123");
  });

  it("are read back as they are when they are no UK mobile", () => {
    expect(readBack("+33 6 12 34 56 78")).toBe("+33612345678");
  });
});
