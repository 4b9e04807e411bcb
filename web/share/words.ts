/** What the page says. */
import { ProblemError } from "../shared/http";
import type { MaterialKind, ShareForRecipient } from "../shared/messages";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

/** "3 December 2026": the last whole day before the instant at which a share ends. */
export function lastDay(expiresAt: string): string {
  return day.format(Date.parse(expiresAt) - 1);
}

const CALLED: Partial<Record<MaterialKind, string>> = { session: "recording", snapshot: "picture", upload: "file" };

/** What is shared, in one word. */
export function called(kind: MaterialKind): string {
  return CALLED[kind] ?? "film";
}

export function whoSharesWhat({ officer_name, force_name, incident_ref, kind }: ShareForRecipient): string {
  return `${officer_name} of ${force_name} shares with you a ${called(kind)} of incident ${incident_ref}.`;
}

/** What the recipient may do; of a recording there is nothing to save but copies of it. */
export function mayWords({ kind, may_download }: Pick<ShareForRecipient, "kind" | "may_download">): string {
  if (!may_download) return "view it";
  return kind === "session" ? "view it, and save copies of it" : "view it, and save it";
}

/** Why nothing can be done on this page any more, as its title; null where something can. */
export function endWords(code: string): string | null {
  return ENDS[code] ?? null;
}

const ENDS: Record<string, string> = {
  "share-link-missing": "Open your link again",
  "share-link-invalid": "This link does not work",
  "share-revoked": "This has been withdrawn",
  "share-expired": "The time to view this is over",
  "shared-material-gone": "This is no longer kept",
};

/** A failure as a sentence, with its code to quote. */
export function failureWords(problem: unknown): string {
  if (!(problem instanceof ProblemError)) return "Something went wrong on this page. Load it again. (page-error)";
  if (problem.code === "offline") return "There is no connection. Check it, then try again. (offline)";
  return `${problem.message} (${problem.code})`;
}
