import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ASK_EVERY_MILLISECONDS, Standing } from "../../../web/share/standing";
import { ProblemError } from "../../../web/shared/http";

const said: string[] = [];
let answer: () => Promise<unknown>;

function standing(): Standing {
  return new Standing(() => answer(), {
    ended: (words, code) => said.push(`${code}: ${words}`),
    reached: (reached) => said.push(reached ? "back" : "lost"),
  });
}

function refuse(status: number, code: string): () => Promise<unknown> {
  return () => Promise.reject(new ProblemError({ status, code, detail: "It is over." }));
}

beforeEach(() => {
  vi.useFakeTimers();
  said.length = 0;
  answer = () => Promise.resolve({});
});

afterEach(() => {
  vi.useRealTimers();
});

test("a share that is revoked is noticed at the next question, within five seconds, and once", async () => {
  const watching = standing();
  watching.watch();
  await vi.advanceTimersByTimeAsync(3 * ASK_EVERY_MILLISECONDS);
  expect(said).toEqual([]);
  answer = refuse(410, "share-revoked");
  await vi.advanceTimersByTimeAsync(5_000);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toEqual(["share-revoked: It is over."]);
});

test("a viewing that is over is over, too", async () => {
  answer = refuse(401, "viewing-ended");
  await standing().look();
  expect(said).toEqual(["viewing-ended: It is over."]);
});

test("without an answer the picture goes after three questions, and comes back with the first answer", async () => {
  const watching = standing();
  answer = refuse(0, "offline");
  for (let question = 0; question < 4; question += 1) await watching.look();
  expect(said).toEqual(["lost"]);
  answer = () => Promise.resolve({});
  await watching.look();
  await watching.look();
  expect(said).toEqual(["lost", "back"]);
});

test("one question that is lost hides nothing", async () => {
  const watching = standing();
  answer = refuse(503, "store-unavailable");
  await watching.look();
  answer = () => Promise.resolve({});
  await watching.look();
  expect(said).toEqual([]);
});

test("who leaves is asked no more", async () => {
  const watching = standing();
  watching.watch();
  watching.stop();
  answer = refuse(410, "share-revoked");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(said).toEqual([]);
});
