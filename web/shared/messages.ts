/** The wire's types by their short names, and the one place where text from the server becomes an event. */
import type { CitizenMessage, OfficerMessage, ParticipantEvent } from "./messages.generated";

export type * from "./messages.generated";

export type EventType = ParticipantEvent["type"];
export type EventOf<Type extends EventType> = Extract<ParticipantEvent, { type: Type }>;
export type SentMessage = CitizenMessage | OfficerMessage;

const EVENT_TYPES: Record<EventType, true> = {
  welcome: true,
  pong: true,
  session: true,
  invite: true,
  answer: true,
  refusal: true,
  candidates: true,
  leg: true,
  positions: true,
  chat: true,
  "chat-history": true,
  audience: true,
  speaking: true,
  "ask-quality": true,
  "still-stored": true,
  still: true,
  ended: true,
  error: true,
};

/** Returns the event, or null for text that is none of ours: a newer server may say more than this page knows. */
export function parseEvent(text: string): ParticipantEvent | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  return isEvent(parsed) ? parsed : null;
}

function isEvent(value: unknown): value is ParticipantEvent {
  if (typeof value !== "object" || value === null || !("type" in value)) return false;
  return typeof value.type === "string" && Object.hasOwn(EVENT_TYPES, value.type);
}
