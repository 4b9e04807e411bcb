/**
 * Agreeing, on a network that may lose the answer. The link is spent by then, so the page remembers that it has
 * asked and asks again in the same words; the server knows the device by its key and answers as if for the first time.
 */
import { backoffMilliseconds, type Random } from "../shared/backoff";
import { ProblemError, type Http } from "../shared/http";
import type { Accepted, AcceptRequest } from "../shared/messages";
import type { Memory } from "./memory";

/** What the person agrees to. */
export type Agreement = Omit<AcceptRequest, "token" | "device_key">;

const TRIES = 4;

/** Tells the server; what it refuses is forgotten, what got no answer is kept for a later try. */
export async function accept(
  http: Http,
  memory: Memory,
  agreement: Agreement,
  random: Random = Math.random,
): Promise<Accepted> {
  memory.keepAgreement(agreement);
  const body: AcceptRequest = { ...agreement, token: memory.token ?? "", device_key: memory.deviceKey };
  try {
    return await persist(() => http<Accepted>("/citizen/accept", { method: "POST", body }), random);
  } catch (error) {
    if (!isPassing(error)) memory.keepAgreement(null);
    throw error;
  }
}

async function persist<Answer>(ask: () => Promise<Answer>, random: Random): Promise<Answer> {
  for (let failures = 1; failures < TRIES; failures += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await wait(backoffMilliseconds(failures, random));
    }
  }
  return ask();
}

function isPassing(error: unknown): boolean {
  return error instanceof ProblemError && error.passing;
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
