import { describe, expect, it } from "vitest";
import { makeSay } from "../../../web/shared/catalogue";

const english = { plain: "Hello", named: "{name} and {other}" } as const;
const say = makeSay<typeof english>({ nativeName: "English", direction: "ltr", words: english });

describe("makeSay", () => {
  it("says a sentence as it stands", () => {
    expect(say("plain")).toBe("Hello");
  });

  it("puts values in place of their names, as text", () => {
    expect(say("named", { name: "$& <b>", other: 2 })).toBe("$& <b> and 2");
  });
});
