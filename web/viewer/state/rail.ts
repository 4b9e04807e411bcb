/** What stands where in the left rail. Pure. */
import type { InviteView, SessionView } from "../../shared/messages";

const RECENT = 8;

/** Sort everything into the rail's three sections, newest first. */
export function sortForRail(
  sessions: ReadonlyMap<string, SessionView>,
  invites: ReadonlyMap<string, InviteView>,
): { running: SessionView[]; open: InviteView[]; recent: (SessionView | InviteView)[] } {
  const newest = (one: { created_at: string }, other: { created_at: string }) =>
    one.created_at < other.created_at ? 1 : -1;
  const all = [...sessions.values()].sort(newest);
  const answered = new Set(all.map(({ invite_id }) => invite_id));
  const unanswered = [...invites.values()]
    .filter(({ invite_id, session_id }) => !session_id && !answered.has(invite_id))
    .sort(newest);
  const isOpen = ({ state }: InviteView) => ["created", "sent", "delivered", "opened"].includes(state);
  const ended = all.filter(({ state }) => state === "ended");
  return {
    running: all.filter(({ state }) => state !== "ended"),
    open: unanswered.filter(isOpen),
    recent: [...ended, ...unanswered.filter((invite) => !isOpen(invite))].sort(newest).slice(0, RECENT),
  };
}
