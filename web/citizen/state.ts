/** What the page knows. One value, changed only by `reduce`; every screen is drawn from it. */
import type { ConnectionState } from "../shared/connection";
import type { LegState } from "../shared/leg";
import type {
  Accepted,
  Capability,
  CaptureReason,
  CaptureState,
  EndReason,
  Hearing,
  InviteForCitizen,
  Language,
  Quality,
  QualityReason,
  Signal,
} from "../shared/messages";
import type { Fault } from "./phone/fault";
import type { QualityWords } from "./words/quality";

export type ScreenName =
  | "checking"
  | "in-app"
  | "asking"
  | "declined"
  | "camera"
  | "position"
  | "live"
  | "ended"
  | "failed";

/** What stays of an acceptance: enough to go on after a reload. */
export type Admission = Pick<
  Accepted,
  "session_id" | "credential" | "force_name" | "spoken_code" | "capabilities" | "language" | "keep_original"
>;

export interface ChatLine {
  /** The server's, which sorts as time does; null for a line of our own that it has not acknowledged. */
  id: string | null;
  /** Our own mark; null for what came with the history. */
  ref: string | null;
  mine: boolean;
  name: string;
  text: string;
}

/** Camera, microphone and what they send, as the phone has them now. */
export interface CaptureFacts {
  camera: CaptureState;
  microphone: CaptureState;
  /** Why something stopped by itself; null while all is as the person wants it. */
  stopped: CaptureReason | null;
  paused: boolean;
  soundOff: boolean;
  torch: "none" | "off" | "on";
  /** How many cameras there are to turn between. */
  cameras: number;
}

/** How the way to the officers is, and who is at its end. */
export interface LineFacts {
  connection: ConnectionState;
  leg: LegState;
  legCode: string | null;
  everConnected: boolean;
  signal: Signal;
  /** What is sent of the picture, and why it is not the normal one. */
  quality: Quality;
  qualityReason: QualityReason | null;
  qualityWords: Record<Language, QualityWords> | null;
  megabytes: number;
  watching: number;
  recording: boolean;
  /** Whether the person hears officers who speak. */
  hearing: HearingState;
}

/** "starting" is between the tap and the sound. */
export type HearingState = Hearing | "starting";

/** How the sending of the better copy stands. */
export interface OriginalFacts {
  phase: "sending" | "done" | "deleted" | "closed" | "failed";
  percent: number;
}

export interface State extends CaptureFacts, LineFacts {
  screen: ScreenName;
  language: Language;
  /** Whether the person has changed the language, which no answer changes back. */
  languageChosen: boolean;
  /** Whether this browser can send picture and sound at all. */
  supported: boolean;
  invite: InviteForCitizen | null;
  chosen: Capability[];
  /** Whether the person lets the phone keep a better copy. */
  keepOriginal: boolean;
  /** Null while there is nothing to be said of it. */
  original: OriginalFacts | null;
  admission: Admission | null;
  /** Something was tapped and is not answered yet, by the server or by the phone's own question. */
  busy: boolean;
  /** Code of what ended it before it began. */
  failure: string;
  /** What stands in the way on the camera or position screen. */
  fault: Fault | null;
  /** Steps that the person chose to leave out. */
  skipped: Capability[];
  positions: "off" | "on";
  chat: ChatLine[];
  chatOpen: boolean;
  unread: number;
  confirming: boolean;
  endReason: EndReason;
}

export function initialState(language: Language, supported: boolean): State {
  return {
    screen: "checking",
    language,
    languageChosen: false,
    supported,
    invite: null,
    chosen: [],
    keepOriginal: false,
    original: null,
    admission: null,
    busy: false,
    failure: "internal-error",
    fault: null,
    skipped: [],
    camera: "off",
    microphone: "off",
    stopped: null,
    paused: false,
    soundOff: false,
    torch: "none",
    cameras: 0,
    connection: "closed",
    leg: "idle",
    legCode: null,
    everConnected: false,
    signal: "good",
    quality: "normal",
    qualityReason: null,
    qualityWords: null,
    megabytes: 0,
    watching: 0,
    recording: false,
    hearing: "unasked",
    positions: "off",
    chat: [],
    chatOpen: false,
    unread: 0,
    confirming: false,
    endReason: "citizen",
  };
}

/** Whether a capability was agreed to. */
export function agreed(state: State, capability: Capability): boolean {
  return state.admission?.capabilities.includes(capability) ?? false;
}

/** Whether the picture is there, or none is on its way: what it must not wait for may be loaded. */
export function hasSettled(state: State): boolean {
  return state.everConnected || state.legCode !== null || (state.camera === "off" && state.microphone === "off");
}

/** Whether this browser can share it: only picture and sound need more than every browser has. */
export function canShare({ supported }: State, capability: Capability): boolean {
  return supported || (capability !== "video" && capability !== "audio");
}

/** Whether picture or sound was agreed to and this browser can send it. */
export function streams(state: State): boolean {
  return state.supported && (agreed(state, "video") || agreed(state, "audio"));
}
