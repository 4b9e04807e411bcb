import { describe, expect, it } from "vitest";
import { digestOf, inOrder, nameOf, pieceOf } from "../../../../web/citizen/original/piece";
import { aPiece } from "./fakes";

describe("a piece", () => {
  it("is named by all that is known of it", () => {
    const piece = aPiece(7, { take_id: "Ab-_9", captured: 1_795_271_929_174 });
    expect(pieceOf(nameOf(piece))).toEqual(piece);
  });

  it.each(["", "t1.0.0.0", "t1.0.0.0.zz", "original", "t1.0.0.0.ab.crswap"])("is not what is called %j", (name) => {
    expect(pieceOf(name)).toBeNull();
  });

  it("comes in the order recorded, through all takes", () => {
    const pieces = [aPiece(10, { captured: 9 }), aPiece(0, { take_id: "t2", captured: 20 }), aPiece(9, { captured: 9 })];
    expect(inOrder(pieces).map(({ sequence }) => sequence)).toEqual([9, 10, 0]);
  });

  it("has the SHA-256 of its bytes", async () => {
    expect(await digestOf(new TextEncoder().encode("abc"))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });
});
