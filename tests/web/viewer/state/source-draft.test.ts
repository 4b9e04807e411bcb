import { describe, expect, it } from "vitest";
import { missingOfSource, NEW_SOURCE, TOKEN_LIVES } from "../../../../web/viewer/state/source-draft";

describe("a new source", () => {
  it("needs a name, then an incident", () => {
    expect(missingOfSource(NEW_SOURCE)?.field).toBe("name");
    expect(missingOfSource({ ...NEW_SOURCE, name: "Gateway" })?.field).toBe("incident_ref");
    expect(missingOfSource({ ...NEW_SOURCE, name: "Gateway", incident_ref: " CAD 1 " })).toBeNull();
  });

  it("begins with a life for its token that can be chosen", () => {
    expect(TOKEN_LIVES).toHaveProperty(String(NEW_SOURCE.token_days));
  });
});
