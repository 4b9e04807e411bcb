/** How a source stands, in words. Pure. */
import type { SessionView, SourceView } from "../../shared/messages";

export interface Standing {
  tone: "live" | "calm" | "trouble";
  word: string;
}

/** Whether a source sends, could send, or cannot any more. `session` is the one that it last began. */
export function standingOf(source: SourceView, session: SessionView | undefined, now: number): Standing {
  if (source.revoked_at) return { tone: "trouble", word: "Revoked" };
  if (session && session.state !== "ended" && session.up_leg_id) return { tone: "live", word: "Sends now" };
  if (Date.parse(source.token_expires_at) <= now) return { tone: "trouble", word: "Token has run out" };
  return { tone: "calm", word: source.session_id ? "Does not send now" : "Has not sent yet" };
}
