/** How a source stands, in words. Pure. */
import type { SessionView, SourceView } from "../../shared/messages";

export interface Standing {
  tone: "live" | "calm" | "trouble";
  word: string;
}

/** In the order given, but those whose token will never work again last. */
export function usableFirst(sources: readonly SourceView[]): SourceView[] {
  return [...sources].sort((one, other) => Number(one.revoked_at !== null) - Number(other.revoked_at !== null));
}

/** Whether a source sends, could send, or cannot any more. `session` is the one that it sends to, or sent to last. */
export function standingOf(source: SourceView, session: SessionView | undefined, now: number): Standing {
  if (source.revoked_at) return { tone: "trouble", word: "Revoked" };
  if (session && session.state !== "ended" && session.up_leg_id) return { tone: "live", word: "Sends now" };
  if (Date.parse(source.token_expires_at) <= now) return { tone: "trouble", word: "Token has run out" };
  return { tone: "calm", word: source.session_id ? "Does not send now" : "Has not sent yet" };
}
