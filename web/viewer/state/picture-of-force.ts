/** What the viewer knows of its force's invites and sessions, and how each event changes that. Pure. */
import type {
  Audience,
  ChatSent,
  ChatView,
  Ended,
  InviteView,
  ParticipantEvent,
  PositionView,
  SessionView,
  SourceView,
  StillShown,
} from "../../shared/messages";

/** A line of chat as shown: one of ours may still be on its way. */
export interface ChatLine extends ChatView {
  ref?: string;
  standing: "sent" | "sending" | "failed";
  problem?: string;
}

export interface Force {
  invites: ReadonlyMap<string, InviteView>;
  sessions: ReadonlyMap<string, SessionView>;
  trails: ReadonlyMap<string, readonly PositionView[]>;
  chats: ReadonlyMap<string, readonly ChatLine[]>;
  audiences: ReadonlyMap<string, Audience>;
  /** The newest still of each session, and when it came by our own clock, in milliseconds. */
  stills: ReadonlyMap<string, { still: StillShown; cameAt: number }>;
  /** Server's clock minus ours, in milliseconds. */
  skew: number;
}

export const EMPTY_FORCE: Force = {
  invites: new Map(),
  sessions: new Map(),
  trails: new Map(),
  chats: new Map(),
  audiences: new Map(),
  stills: new Map(),
  skew: 0,
};

/** The session that an invite has become, as far as it is known. */
export function sessionOfInvite(force: Force, inviteId: string): SessionView | undefined {
  const sessionId = force.invites.get(inviteId)?.session_id;
  return sessionId ? force.sessions.get(sessionId) : undefined;
}

/** The invite that a session came of, as far as it is known; a camera's came of none. */
export function inviteOf(force: Force, { invite_id }: SessionView): InviteView | undefined {
  return invite_id ? force.invites.get(invite_id) : undefined;
}

/** The session that a source sends to, or sent to last, as far as it is known: its beginning is told by an event. */
export function sessionOfSource({ sessions }: Force, source: SourceView): SessionView | undefined {
  const running = [...sessions.values()].find(
    ({ camera, state }) => camera?.source_id === source.source_id && state !== "ended",
  );
  return running ?? (source.session_id ? sessions.get(source.session_id) : undefined);
}

/** Take one event in. `now` is our own clock, in milliseconds. */
export function take(force: Force, event: ParticipantEvent, now: number): Force {
  switch (event.type) {
    case "welcome":
      return { ...force, skew: Date.parse(event.server_time) - now };
    case "session":
      return takeSessions(force, [event.session]);
    case "invite":
      return takeInvites(force, [event.invite]);
    case "positions":
      return takePositions(force, event.session_id, event.positions);
    case "chat":
      return takeChat(force, event);
    case "audience":
      return { ...force, audiences: put(force.audiences, event.session_id, event) };
    case "still":
      return takeStill(force, event, now);
    case "ended":
      return takeEnd(force, event);
    case "error":
      return event.ref ? failChat(force, event.ref, event.text) : force;
    default:
      return force;
  }
}

/** Take sessions in as they stand; one that has ended never begins again, however late an answer comes. */
export function takeSessions(force: Force, sessions: readonly SessionView[]): Force {
  const known = new Map(force.sessions);
  for (const session of sessions) {
    known.set(session.session_id, newest(known.get(session.session_id), session));
  }
  let next: Force = { ...force, sessions: known };
  for (const { session_id, last_position } of sessions) {
    if (last_position) next = takePositions(next, session_id, [last_position]);
  }
  return next;
}

export function takeInvites(force: Force, invites: readonly InviteView[]): Force {
  const known = new Map(force.invites);
  for (const invite of invites) {
    if ((known.get(invite.invite_id)?.version ?? 0) <= invite.version) known.set(invite.invite_id, invite);
  }
  return { ...force, invites: known };
}

/** Events overtake each other: of an older one only those facts are news that its version does not count. */
function newest(known: SessionView | undefined, come: SessionView): SessionView {
  if (known === undefined) return come;
  if (known.state === "ended" && come.state !== "ended") return known;
  if (come.version >= known.version) return come;
  return { ...known, citizen_connected: come.citizen_connected, watchers: come.watchers };
}

/** Take positions in, each once, in the phone's order. */
export function takePositions(force: Force, sessionId: string, positions: readonly PositionView[]): Force {
  const before = force.trails.get(sessionId) ?? [];
  const bySequence = new Map([...before, ...positions].map((position) => [position.sequence, position]));
  const trail = [...bySequence.values()].sort((one, other) => one.sequence - other.sequence);
  return { ...force, trails: put(force.trails, sessionId, trail) };
}

/** Replace a session's chat by what the server has, keeping our own lines that it does not have yet. */
export function takeHistory(force: Force, sessionId: string, chat: readonly ChatView[]): Force {
  const unsent = (force.chats.get(sessionId) ?? []).filter(({ standing }) => standing !== "sent");
  const sent = chat.map((line): ChatLine => ({ ...line, standing: "sent" }));
  return { ...force, chats: put(force.chats, sessionId, [...sent, ...unsent]) };
}

/** Show a line of our own before the server has it. */
export function sayChat(force: Force, sessionId: string, line: ChatLine): Force {
  return { ...force, chats: put(force.chats, sessionId, [...(force.chats.get(sessionId) ?? []), line]) };
}

/** Our own lines that the server has not given back yet; sent again, each is stored once by its ref. */
export function chatUnderway(force: Force): { sessionId: string; text: string; ref: string }[] {
  return [...force.chats].flatMap(([sessionId, lines]) =>
    lines.flatMap(({ standing, text, ref }) => (standing === "sending" && ref ? [{ sessionId, text, ref }] : [])),
  );
}

/** Mark a line of our own as not delivered, and why. */
export function failChat(force: Force, ref: string, problem: string): Force {
  const mark = (line: ChatLine): ChatLine =>
    line.ref === ref && line.standing === "sending" ? { ...line, standing: "failed", problem } : line;
  return { ...force, chats: new Map([...force.chats].map(([id, lines]) => [id, lines.map(mark)])) };
}

function takeChat(force: Force, { session_id, message, ref }: ChatSent): Force {
  const others = (force.chats.get(session_id) ?? []).filter(
    (line) => line.message_id !== message.message_id && !(line.ref === ref && line.standing !== "sent"),
  );
  const lines = [...others, { ...message, standing: "sent" } as const];
  lines.sort((one, other) => Date.parse(one.sent_at) - Date.parse(other.sent_at));
  return { ...force, chats: put(force.chats, session_id, lines) };
}

/** A phone that comes back sends its newest still first: older ones belong to the replay. */
function takeStill(force: Force, still: StillShown, now: number): Force {
  const known = force.stills.get(still.session_id);
  if (known && known.still.sequence >= still.sequence) return force;
  return { ...force, stills: put(force.stills, still.session_id, { still, cameAt: now }) };
}

function takeEnd(force: Force, { session_id, reason }: Ended): Force {
  const session = force.sessions.get(session_id);
  if (!session || session.state === "ended") return force;
  return { ...force, sessions: put(force.sessions, session_id, { ...session, state: "ended", end_reason: reason }) };
}

function put<Value>(map: ReadonlyMap<string, Value>, key: string, value: Value): ReadonlyMap<string, Value> {
  return new Map(map).set(key, value);
}
