/** From one state to the next: which screen follows which, and nothing else. Pure. */
import type { Capability, EndReason, InviteForCitizen, Language } from "../shared/messages";
import type { Fault } from "./phone/fault";
import {
  agreed,
  canShare,
  streams,
  type Admission,
  type CaptureFacts,
  type ChatLine,
  type LineFacts,
  type OriginalFacts,
  type ScreenName,
  type State,
} from "./state";

export type Action =
  | { type: "warned-of-app" }
  | { type: "looked-up"; invite: InviteForCitizen }
  | { type: "failed"; code: string }
  | { type: "language"; language: Language }
  | { type: "chose"; capability: Capability; on: boolean }
  | { type: "keep-original"; on: boolean }
  | { type: "original"; facts: OriginalFacts }
  | { type: "busy"; busy: boolean }
  | { type: "accepted"; admission: Admission }
  | { type: "declined" }
  | { type: "media-on" }
  | { type: "position-on" }
  | { type: "fault"; fault: Fault }
  | { type: "skipped"; capability: Capability }
  | { type: "reconsidered"; capability: Capability }
  | { type: "capture"; facts: Partial<CaptureFacts> }
  | { type: "line"; facts: Partial<LineFacts> }
  | { type: "chat"; lines: ChatLine[] }
  | { type: "chat-open"; open: boolean }
  | { type: "confirming"; confirming: boolean }
  | { type: "ended"; reason: EndReason };

/** These say the last word: nothing that arrives late leads away from them. */
const FINAL: ReadonlySet<ScreenName> = new Set(["declined", "ended"]);

/** What an end leaves to be said: the language, and how far the better copy is. */
const STILL_HEARD: ReadonlySet<Action["type"]> = new Set(["language", "original"]);

/** Sorts behind every id. */
const LAST = "\uffff";

export function reduce(state: State, action: Action): State {
  if (FINAL.has(state.screen) && !STILL_HEARD.has(action.type)) return state;
  switch (action.type) {
    case "warned-of-app":
      return { ...state, screen: "in-app" };
    case "looked-up":
      return askFor(state, action.invite);
    case "failed":
      return { ...state, screen: "failed", failure: action.code, busy: false };
    case "language":
      return { ...state, language: action.language, languageChosen: true };
    case "chose":
      return { ...state, chosen: choose(state.chosen, action.capability, action.on) };
    case "keep-original":
      return { ...state, keepOriginal: action.on };
    case "original":
      return { ...state, original: action.facts };
    case "busy":
      return { ...state, busy: action.busy, fault: action.busy ? null : state.fault };
    case "accepted":
      return goOn({ ...state, admission: action.admission, language: action.admission.language, busy: false });
    case "declined":
      return { ...state, screen: "declined", busy: false };
    case "fault":
      return { ...state, fault: action.fault, busy: false, screen: screenOfFault(state, action.fault) };
    case "media-on":
      return state.screen === "camera" ? goOn({ ...state, busy: false, fault: null }) : state;
    case "position-on":
      return goOnFrom("position", { ...state, positions: "on" });
    case "skipped":
      return goOn({ ...state, skipped: [...state.skipped, action.capability], busy: false, fault: null });
    case "reconsidered":
      return goOn({ ...state, skipped: state.skipped.filter((one) => one !== action.capability), fault: null });
    case "capture":
    case "line":
      return follow(state, action.facts);
    case "chat":
      return hear(state, action.lines);
    case "chat-open":
      return { ...state, chatOpen: action.open, unread: 0 };
    case "confirming":
      return { ...state, confirming: action.confirming };
    case "ended":
      return { ...state, screen: "ended", endReason: action.reason, chatOpen: false, confirming: false };
  }
}

function askFor(state: State, invite: InviteForCitizen): State {
  const possible = invite.capabilities.filter((capability) => canShare(state, capability));
  if (possible.length === 0) return { ...state, invite, screen: "failed", failure: "unsupported", busy: false };
  const language = state.languageChosen ? state.language : invite.language;
  const keepOriginal = invite.keep_original === true && possible.includes("video");
  return { ...state, invite, language, chosen: possible, keepOriginal, screen: "asking", busy: false };
}

function choose(chosen: Capability[], capability: Capability, on: boolean): Capability[] {
  const others = chosen.filter((one) => one !== capability);
  return on ? [...others, capability] : others;
}

function goOnFrom(screen: ScreenName, state: State): State {
  return state.screen === screen ? goOn({ ...state, busy: false, fault: null }) : state;
}

/** Moves to the first step that is agreed to and neither done nor left out: camera, position, then live. */
function goOn(state: State): State {
  const running = state.camera === "on" || state.microphone === "on";
  if (streams(state) && !running && !state.skipped.includes(mediaStep(state))) return { ...state, screen: "camera" };
  if (agreed(state, "location") && state.positions === "off" && !state.skipped.includes("location"))
    return { ...state, screen: "position" };
  return { ...state, screen: "live" };
}

/** The camera stands for sound as well; sound alone has a step of its own. */
export function mediaStep(state: State): Capability {
  return agreed(state, "video") ? "video" : "audio";
}

/** A camera that fails while live leads back to its own screen, where there is room for advice. */
function screenOfFault(state: State, fault: Fault): ScreenName {
  return state.screen === "live" && !fault.startsWith("position") ? "camera" : state.screen;
}

function follow(state: State, facts: Partial<CaptureFacts & LineFacts>): State {
  const next = { ...state, ...facts };
  return { ...next, everConnected: next.everConnected || next.leg === "connected" };
}

/** Lines that are there already are the server's word for them; what it has not acknowledged stands last. */
function hear(state: State, lines: ChatLine[]): State {
  const known = new Set(state.chat.map(({ id }) => id));
  const unread = lines.filter(({ id, mine }) => !mine && !known.has(id)).length;
  const others = state.chat.filter((one) => !lines.some((line) => isSame(one, line)));
  const chat = [...others, ...lines].sort((one, other) => (one.id ?? LAST).localeCompare(other.id ?? LAST));
  return { ...state, chat, unread: state.chatOpen ? state.unread : state.unread + unread };
}

function isSame(one: ChatLine, other: ChatLine): boolean {
  return (one.id !== null && one.id === other.id) || (one.ref !== null && one.ref === other.ref);
}
