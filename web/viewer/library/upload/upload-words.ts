/** What an officer reads of a file on its way in. */
import { ProblemError } from "../../../shared/http";
import { problemWords } from "../../state/problem-words";
import type { Sending } from "../../../shared/upload/sending";

/** `MOST_BYTES` of sightline/domain/upload.py. */
const MOST_BYTES = 20 * 2 ** 30;

export function uploadWords({ phase, share, problem, refusal }: Pick<Sending, "phase" | "share" | "problem" | "refusal">): string {
  const percent = `${Math.floor(share * 100)}%`;
  switch (phase) {
    case "waiting":
      return "Waits for its turn";
    case "sending":
      if (isSignedOut(problem)) return `${percent} sent. The rest goes on once you have signed in again.`;
      return problem ? `${percent} sent. ${problemWords(problem)} It is tried again by itself.` : `${percent} sent`;
    case "paused":
      return `Paused at ${percent}. It can also go on after this page was closed: choose the same file again.`;
    case "checking":
      return "All sent. It is being checked …";
    case "stored":
      return "Kept as evidence.";
    case "refused":
      return refusal ?? "This file was not taken as evidence.";
    case "failed":
      return problemWords(problem);
  }
}

/** Why a file of this size is not even begun; null for one that the server takes. */
export function whyNot(bytes: number): string | null {
  if (!bytes) return "This file is empty. There is nothing to keep.";
  if (bytes <= MOST_BYTES) return null;
  return "This file is larger than 20 GB. Cut it into parts with the program it comes from, then bring in each.";
}

export const isOver = (phase: Sending["phase"]): boolean => phase === "stored" || phase === "refused" || phase === "failed";

function isSignedOut(problem: unknown): boolean {
  return problem instanceof ProblemError && problem.code === "not-signed-in";
}
