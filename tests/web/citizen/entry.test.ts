import { describe, expect, it } from "vitest";
import { Entry } from "../../../web/citizen/entry";
import { Memory } from "../../../web/citizen/memory";
import { reduce } from "../../../web/citizen/reduce";
import type { Admission } from "../../../web/citizen/state";
import { ProblemError, type Http } from "../../../web/shared/http";
import { ADMISSION, INVITE, stateWith } from "./fixtures";

const ANSWERS: Record<string, unknown> = {
  "/citizen/look-up": INVITE,
  "/citizen/accept": { ...ADMISSION, ticket: "t", ice_servers: [] },
};

/** A page that has just been opened; the server refuses with `refusal`, if there is one. */
function opened(memory: Memory, refusal?: ProblemError) {
  const asked: string[] = [];
  const admitted: Admission[] = [];
  let state = stateWith({});
  const http: Http = (path) => {
    asked.push(path);
    return refusal ? Promise.reject(refusal) : Promise.resolve(ANSWERS[path] as never);
  };
  const entry = new Entry({
    http,
    memory,
    state: () => state,
    dispatch: (action) => {
      state = reduce(state, action);
    },
    admitted: (admission) => {
      admitted.push(admission);
    },
  });
  return { entry, asked, admitted, state: () => state };
}

describe("Entry", () => {
  it("takes up an agreement without an answer after a reload, without looking the spent link up", async () => {
    const memory = new Memory(null);
    memory.keepAgreement({ capabilities: ["video"], language: "en", wording_version: "en-1" });
    const { entry, asked, admitted } = opened(memory);
    await entry.again();
    expect(asked).toEqual(["/citizen/accept"]);
    expect(admitted).toEqual([ADMISSION]);
    expect([memory.admission, memory.agreement]).toEqual([ADMISSION, null]);
  });

  it("begins with the link again once the server has refused", async () => {
    const memory = new Memory(null);
    const { entry, asked, state } = opened(memory, new ProblemError({ code: "link-used", status: 409, detail: "" }));
    await entry.accept();
    expect(state().failure).toBe("link-used");
    await entry.again();
    expect(asked).toEqual(["/citizen/accept", "/citizen/look-up"]);
  });
});
