/** What the page says. */
import { ProblemError } from "../shared/http";
import type { ShareForRecipient } from "../shared/messages";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** "3 December 2026": the last whole day before the instant at which a share ends. */
export function lastDay(expiresAt: string): string {
  return day.format(Date.parse(expiresAt) - 1);
}

export function whoSharesWhat({ officer_name, force_name, incident_ref }: ShareForRecipient): string {
  return `${officer_name} of ${force_name} shares with you a recording of incident ${incident_ref}.`;
}

/** A failure as a sentence, with its code to quote. */
export function failureWords(problem: unknown): string {
  if (!(problem instanceof ProblemError)) return "Something went wrong on this page. Load it again. (page-error)";
  if (problem.code === "offline") return "There is no connection. Check it, then try again. (offline)";
  return `${problem.message} (${problem.code})`;
}
