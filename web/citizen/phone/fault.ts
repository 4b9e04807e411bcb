/** What stands between the page and a picture or a position, and what to tap next on this phone. */
import type { TroubleReason } from "../../shared/messages";
import type { Key } from "../words";
import type { Phone } from "./phone";

export type Fault = Extract<
  TroubleReason,
  | "camera-refused"
  | "camera-missing"
  | "camera-busy"
  | "microphone-refused"
  | "position-refused"
  | "position-unavailable"
>;

export type AdviceKey = Extract<Key, `fault.${string}`>;

/** Names of exceptions from getUserMedia (W3C Media Capture and Streams, 10.3). */
const CAMERA_FAULTS: Record<string, Fault> = {
  NotAllowedError: "camera-refused",
  SecurityError: "camera-refused",
  NotFoundError: "camera-missing",
  OverconstrainedError: "camera-missing",
  NotReadableError: "camera-busy",
  AbortError: "camera-busy",
};

const PERMISSION_DENIED = 1;

export function cameraFault(error: unknown): Fault {
  const name = error instanceof Error ? error.name : "";
  return CAMERA_FAULTS[name] ?? "camera-busy";
}

export function positionFault(code: number): Fault {
  return code === PERMISSION_DENIED ? "position-refused" : "position-unavailable";
}

/** The sentence that says what to tap next. */
export function adviceOf(fault: Fault, phone: Phone): AdviceKey {
  switch (fault) {
    case "camera-busy":
    case "camera-missing":
    case "position-unavailable":
      return `fault.${fault}.line`;
    case "camera-refused":
    case "microphone-refused":
    case "position-refused":
      return `fault.${fault}.${settingsOf(phone)}`;
  }
}

function settingsOf(phone: Phone): "ios-safari" | "ios-other" | "android" | "other" {
  if (phone.system === "ios") return phone.standard ? "ios-safari" : "ios-other";
  return phone.system;
}
