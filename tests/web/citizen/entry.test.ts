import { describe, expect, it } from "vitest";
import { Entry } from "../../../web/citizen/entry";
import { Memory } from "../../../web/citizen/memory";
import { reduce, type Action } from "../../../web/citizen/reduce";
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
  const agreed: unknown[] = [];
  const admitted: Admission[] = [];
  let state = stateWith({});
  const http: Http = (path, request) => {
    asked.push(path);
    if (path === "/citizen/accept") agreed.push(request?.body);
    return refusal ? Promise.reject(refusal) : Promise.resolve(ANSWERS[path] as never);
  };
  const dispatch = (action: Action) => {
    state = reduce(state, action);
  };
  const entry = new Entry({
    http,
    memory,
    state: () => state,
    dispatch,
    admitted: (admission) => {
      admitted.push(admission);
    },
  });
  return { entry, asked, agreed, admitted, dispatch, state: () => state };
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

  it.each([
    [["video", "location"] as const, true],
    [["location"] as const, false],
  ])("agrees with %j to a better copy: %s", async (capabilities, agrees) => {
    const { entry, agreed, dispatch } = opened(new Memory(null));
    dispatch({ type: "looked-up", invite: { ...INVITE, keep_original: true } });
    for (const capability of INVITE.capabilities)
      dispatch({ type: "chose", capability, on: capabilities.some((one) => one === capability) });
    await entry.accept();
    expect(agreed).toMatchObject([{ keep_original: agrees }]);
  });
});
