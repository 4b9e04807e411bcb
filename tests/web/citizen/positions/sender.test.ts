import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PositionQueue } from "../../../../web/citizen/positions/queue";
import { PositionSender } from "../../../../web/citizen/positions/sender";
import { ProblemError, type Http, type HttpRequest } from "../../../../web/shared/http";
import type { PositionsRequest } from "../../../../web/shared/messages";

const fix = { latitude: 51.5, longitude: 0, accuracy: 10, fixed_at: "2026-11-21T10:00:00Z" };
const problem = (status: number) => new ProblemError({ code: "x", status, detail: "" });

function harness(...failures: ProblemError[]) {
  const requests: HttpRequest[] = [];
  const http: Http = (_path, request = {}) => {
    requests.push(request);
    const failure = failures.shift();
    return failure ? Promise.reject(failure) : Promise.resolve({ stored: 1 } as never);
  };
  const queue = new PositionQueue({ getItem: () => null, setItem: () => undefined }, "positions", 0);
  const sender = new PositionSender(queue, http, "secret", () => 1);
  const sent = () => requests.map((request) => (request.body as PositionsRequest).positions.map((one) => one.sequence));
  return { queue, sender, requests, sent };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("PositionSender", () => {
  it("sends what waits every three seconds, and nothing when nothing waits", async () => {
    const { queue, sender, sent, requests } = harness();
    queue.add(fix);
    sender.start();
    await vi.advanceTimersByTimeAsync(0);
    queue.add(fix);
    queue.add(fix);
    await vi.advanceTimersByTimeAsync(9000);
    expect(sent()).toEqual([[0], [1, 2]]);
    expect(requests[0]).toMatchObject({ bearer: "secret", keepalive: false });
  });

  it("keeps positions while offline and sends them again later", async () => {
    const { queue, sender, sent } = harness(problem(0));
    queue.add(fix);
    sender.start();
    await vi.advanceTimersByTimeAsync(0);
    queue.add(fix);
    await vi.advanceTimersByTimeAsync(4000);
    expect(sent()).toEqual([[0], [0, 1]]);
    expect(queue.size).toBe(0);
  });

  it("does not let a batch that the server cannot read hold up the rest", async () => {
    const { queue, sender, sent } = harness(problem(400));
    queue.add(fix);
    sender.start();
    await vi.advanceTimersByTimeAsync(0);
    queue.add(fix);
    await vi.advanceTimersByTimeAsync(3000);
    expect(sent()).toEqual([[0], [1]]);
  });

  it("stops when the session is over", async () => {
    const { queue, sender, requests } = harness(problem(410));
    queue.add(fix);
    sender.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(requests).toHaveLength(1);
  });

  it("sends the last ones so that they outlive the page", () => {
    const { queue, sender, requests } = harness();
    sender.flush();
    queue.add(fix);
    sender.flush();
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ keepalive: true });
  });
});
