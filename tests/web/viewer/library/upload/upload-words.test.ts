import { describe, expect, it } from "vitest";
import { ProblemError } from "../../../../../web/shared/http";
import { isOver, uploadWords, whyNot } from "../../../../../web/viewer/library/upload/upload-words";

const SENDING = { phase: "sending", share: 0.257, problem: null, refusal: null } as const;

describe("what an officer reads of a file on its way in", () => {
  it("says how much is sent, and what is in the way", () => {
    expect(uploadWords(SENDING)).toBe("25% sent");
    const away = { ...SENDING, problem: new ProblemError({ code: "offline", status: 0, detail: "away" }) };
    expect(uploadWords(away)).toContain("It is tried again by itself.");
  });

  it("says that the rest waits for the officer, where their sign-in has run out", () => {
    const signedOut = { ...SENDING, problem: new ProblemError({ code: "not-signed-in", status: 401, detail: "" }) };
    expect(uploadWords(signedOut)).toBe("25% sent. The rest goes on once you have signed in again.");
  });

  it("says that a paused file can go on later", () => {
    expect(uploadWords({ ...SENDING, phase: "paused" })).toContain("choose the same file again");
  });

  it("says of an empty file and of one that is too large that neither is begun", () => {
    expect([whyNot(0), whyNot(20 * 2 ** 30 + 1)]).toEqual([expect.stringContaining("empty"), expect.stringContaining("20 GB")]);
    expect([whyNot(1), whyNot(20 * 2 ** 30)]).toEqual([null, null]);
  });

  it("gives the reason of a refusal", () => {
    expect(uploadWords({ ...SENDING, phase: "refused", refusal: "It is a program." })).toBe("It is a program.");
    expect([isOver("refused"), isOver("checking")]).toEqual([true, false]);
  });
});
