import { expect, test } from "vitest";
import { tokenOf } from "../../../web/share/link";

const SECRET = "abcdefghij_klmnopqr-st";

test("a link's fragment is its share's id and 128 bits", () => {
  expect(tokenOf(`#share-1.${SECRET}`)).toBe(`share-1.${SECRET}`);
});

test("whatever else stands there is no link", () => {
  for (const fragment of ["", "#", `#${SECRET}`, `#share-1.${SECRET}x`, `#share-1.${SECRET.slice(1)}`, "#a.b.c"])
    expect(tokenOf(fragment)).toBeNull();
});
