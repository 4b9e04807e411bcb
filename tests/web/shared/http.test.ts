import { describe, expect, it } from "vitest";
import { makeHttp, ProblemError } from "../../../web/shared/http";

interface Asked {
  url: string;
  init: RequestInit;
}

function site(answer: () => Response | Promise<Response>) {
  const asked: Asked[] = [];
  const fetcher = async (url: RequestInfo | URL, init?: RequestInit) => {
    asked.push({ url: url as string, init: init ?? {} });
    return answer();
  };
  return { asked, http: makeHttp("/api", fetcher) };
}

const problem = { type: "about:blank", title: "Gone", status: 410, detail: "This link has run out.", code: "link-expired" };

async function failure(answer: () => Response | Promise<Response>): Promise<ProblemError> {
  try {
    await site(answer).http("/x");
  } catch (error) {
    if (error instanceof ProblemError) return error;
  }
  throw new Error("It should have failed with a problem.");
}

describe("makeHttp", () => {
  it("sends a body as JSON with the caller's credential and key, and never cookies or a referrer", async () => {
    const { asked, http } = site(() => Response.json({ stored: 1 }));
    const answer = await http("/positions", { method: "POST", body: { a: 1 }, bearer: "secret", idempotencyKey: "k" });
    expect(answer).toEqual({ stored: 1 });
    expect(asked[0]?.url).toBe("/api/positions");
    expect(asked[0]?.init).toMatchObject({
      method: "POST",
      body: '{"a":1}',
      headers: { Authorization: "Bearer secret", "Content-Type": "application/json", "Idempotency-Key": "k" },
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
  });

  it("returns nothing for an answer without a body", async () => {
    const { http } = site(() => new Response(null, { status: 204 }));
    expect(await http("/citizen/decline", { method: "POST" })).toBeUndefined();
  });

  it("turns a problem document into an error with its code", async () => {
    const error = await failure(() => Response.json(problem, { status: 410 }));
    expect([error.code, error.status, error.message, error.passing]).toEqual(["link-expired", 410, problem.detail, false]);
  });

  it.each([
    [401, "not-signed-in", false],
    [403, "not-signed-in", false],
    [429, "too-many-requests", true],
    [502, "internal-error", true],
  ])("gives an answer of %i without a problem document the code %s", async (status, code, passing) => {
    const error = await failure(() => new Response("<html>", { status }));
    expect([error.code, error.passing]).toEqual([code, passing]);
  });

  it("calls it offline when no answer comes at all", async () => {
    const error = await failure(() => Promise.reject(new TypeError("Failed to fetch")));
    expect([error.code, error.passing]).toEqual(["offline", true]);
  });
});
