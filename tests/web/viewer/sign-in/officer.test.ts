import { describe, expect, it } from "vitest";
import { officerOf } from "../../../../web/viewer/sign-in/officer";

describe("the officer in an ID token", () => {
  it.each([
    [["call-handler"], "call-handler", true],
    ["[auditor]", "auditor", false],
    ["[auditor supervisor]", "supervisor", true],
  ])("of groups %j acts as %s", (groups, role, mayAct) => {
    expect(officerOf({ sub: "1", name: "PC 4411", "cognito:groups": groups })).toEqual({
      id: "1",
      name: "PC 4411",
      role,
      mayAct,
    });
  });

  it.each([{}, { "cognito:groups": [] }, { "cognito:groups": ["canteen"] }, { "cognito:groups": 7 }])(
    "is nobody with %j",
    (claims) => {
      expect(officerOf({ sub: "1", ...claims })).toBeNull();
    },
  );

  it("has a name even where the provider gives none", () => {
    expect(officerOf({ sub: "u-1", "cognito:groups": ["auditor"] })?.name).toBe("u-1");
  });
});
