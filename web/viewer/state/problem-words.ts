/** Failures in words. */
import { ProblemError } from "../../shared/http";

/** A failure as a sentence for the officer, with its code to quote. */
export function problemWords(problem: unknown): string {
  if (!(problem instanceof ProblemError)) return "Something went wrong on this page. Try again. (page-error)";
  if (problem.code === "offline") return "The server cannot be reached. Check the network, then try again. (offline)";
  // Whoever stands before our code refuses without a sentence.
  if (problem.code === "not-signed-in") return "Your sign-in has run out. Sign in again, then try once more. (not-signed-in)";
  return `${problem.message} (${problem.code})`;
}
