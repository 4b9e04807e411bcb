/** What camera and microphone are doing, in the words of the wire, from what can be seen of them. Pure. */
import type { Capture, CaptureReason, CaptureState } from "../../shared/messages";
import type { CaptureFacts, LineFacts } from "../state";
import type { Source } from "./source";

type Condition = Source["condition"];

export interface Seen {
  camera: Condition;
  microphone: Condition;
  /** The microphone was asked for in vain. */
  microphoneFault: "refused" | "missing" | null;
  paused: boolean;
  soundOff: boolean;
  /** The page is out of sight on a phone, which stops a camera sooner or later without a word. */
  hidden: boolean;
  /** Nothing kept the screen awake, and nobody has touched it for a while. */
  screenMayLock: boolean;
}

export function conditionOf(seen: Seen): Omit<CaptureFacts, "torch" | "cameras"> {
  return {
    camera: cameraState(seen),
    microphone: microphoneState(seen),
    stopped: stoppedBy(seen),
    paused: seen.paused,
    soundOff: seen.soundOff,
  };
}

/** The message to the officers. The reason is why something stopped, or else whose choice it was. */
export function captureMessage(
  facts: CaptureFacts & Pick<LineFacts, "signal" | "quality" | "qualityReason">,
  fault: Seen["microphoneFault"],
): Capture {
  const { camera, microphone, signal, quality, qualityReason: quality_reason } = facts;
  const chosen = facts.paused || facts.soundOff ? "citizen-choice" : null;
  const reason = facts.stopped ?? fault ?? chosen;
  return { type: "capture", camera, microphone, signal, reason, quality, quality_reason };
}

function cameraState(seen: Seen): CaptureState {
  if (seen.camera === "off") return "off";
  if (seen.camera === "interrupted" || seen.hidden) return "interrupted";
  return seen.paused ? "paused" : "on";
}

function microphoneState(seen: Seen): CaptureState {
  if (seen.microphone === "off") return seen.microphoneFault === null ? "off" : "unavailable";
  if (seen.microphone === "interrupted") return "interrupted";
  if (seen.soundOff) return "off";
  return seen.paused ? "paused" : "on";
}

/** A page in sight that loses its microphone has lost it to a call. */
function stoppedBy(seen: Seen): CaptureReason | null {
  if (seen.hidden && (seen.camera !== "off" || seen.microphone !== "off"))
    return seen.screenMayLock ? "screen-locked" : "in-background";
  return seen.microphone === "interrupted" ? "phone-call" : null;
}
