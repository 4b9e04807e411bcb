import { describe, expect, it } from "vitest";
import { tokenOf } from "../../../web/citizen/link";

describe("tokenOf", () => {
  it("finds the token in the fragment", () => {
    expect(tokenOf("#AbCdEfGhIjKlMnOpQrStU-")).toBe("AbCdEfGhIjKlMnOpQrStU-");
  });

  it.each(["", "#", "#short", "#AbCdEfGhIjKlMnOpQrStU-x", "#AbCdEfGhIjKlMnOpQrSt<>", "#cymraeg"])(
    "takes %j for no token",
    (fragment) => {
      expect(tokenOf(fragment)).toBeNull();
    },
  );
});
