import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { accept, type Agreement } from "../../../web/citizen/acceptance";
import { Memory } from "../../../web/citizen/memory";
import { ProblemError, type Http, type HttpRequest } from "../../../web/shared/http";
import { ADMISSION } from "./fixtures";

const AGREEMENT: Agreement = { capabilities: ["video"], language: "en", wording_version: "en-1" };
const ACCEPTED = { ...ADMISSION, ticket: "t", ice_servers: [] };
const noAnswer = () => new ProblemError({ code: "offline", status: 0, detail: "" });
const refusal = () => new ProblemError({ code: "link-used", status: 409, detail: "" });

function harness(...failures: ProblemError[]) {
  const bodies: unknown[] = [];
  const http: Http = (_path, request: HttpRequest = {}) => {
    bodies.push(request.body);
    const failure = failures.shift();
    return failure ? Promise.reject(failure) : Promise.resolve(ACCEPTED as never);
  };
  const memory = new Memory(null);
  memory.keepToken("one");
  const agree = async () => {
    const settled = accept(http, memory, AGREEMENT, () => 1).catch((error: unknown) => (error as ProblemError).code);
    await vi.advanceTimersByTimeAsync(60_000);
    return settled;
  };
  return { agree, bodies, memory };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("accept", () => {
  it("says again in the same words what got no answer, until there is one", async () => {
    const { agree, bodies, memory } = harness(noAnswer(), noAnswer());
    expect(await agree()).toEqual(ACCEPTED);
    const body = { ...AGREEMENT, token: "one", device_key: memory.deviceKey };
    expect(bodies).toEqual([body, body, body]);
  });

  it("gives up after four tries, and goes on later where it left off", async () => {
    const { agree, bodies, memory } = harness(noAnswer(), noAnswer(), noAnswer(), noAnswer());
    expect(await agree()).toBe("offline");
    expect(bodies).toHaveLength(4);
    expect(memory.agreement).toEqual(AGREEMENT);
    expect(await agree()).toEqual(ACCEPTED);
    expect(bodies[4]).toEqual(bodies[0]);
  });

  it("takes a refusal at its word", async () => {
    const { agree, bodies, memory } = harness(noAnswer(), refusal());
    expect(await agree()).toBe("link-used");
    expect(bodies).toHaveLength(2);
    expect(memory.agreement).toBeNull();
  });
});
