/** What an officer reads of a file that a caller sends of what the phone has already. Pure. */
import type { SentFileView, SessionView } from "../../shared/messages";

/** The server takes files for so long after the end. */
const SENDING_MILLISECONDS = 24 * 60 * 60 * 1000;

export function sentFileWords({ state }: SentFileView, session: Pick<SessionView, "ended_at" | "end_reason">, now: number): string {
  switch (state) {
    case "open":
      return isClosed(session, now) ? "Did not arrive" : "On its way";
    case "checking":
      return "Arrived, is being checked";
    case "stored":
      return "Kept as evidence";
    case "refused":
      return "Not taken: it is not what a camera makes, or was spoilt on its way";
  }
}

/** Whether nothing more is taken of the session. */
function isClosed({ ended_at: endedAt, end_reason: reason }: Pick<SessionView, "ended_at" | "end_reason">, now: number): boolean {
  if (!endedAt) return false;
  return reason === "revoked" || now - Date.parse(endedAt) >= SENDING_MILLISECONDS;
}
