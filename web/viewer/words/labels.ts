/** The words that officers read for the values on the wire. */
import type {
  Capability,
  CaptureReason,
  EndReason,
  GapReason,
  InviteState,
  Language,
  Purpose,
  RetentionCategory,
  SessionState,
  SourceKind,
} from "../../shared/messages";

export const PURPOSES: Record<Purpose, string> = {
  "incident-assessment": "Incident assessment",
  "initial-evidence": "Initial evidence",
  "missing-person": "Missing person",
  "compliance-check": "Compliance check",
  "armed-response": "Armed response",
  "domestic-abuse": "Domestic abuse",
};

export const CAPABILITIES: Record<Capability, string> = {
  video: "Video",
  audio: "Sound",
  location: "Location",
  upload: "Photos, videos",
};

/** "Video, Sound, Location": always in this order, however the server lists them. */
export function capabilityWords(capabilities: readonly Capability[]): string {
  const asked = (Object.keys(CAPABILITIES) as Capability[]).filter((capability) => capabilities.includes(capability));
  return asked.map((capability) => CAPABILITIES[capability]).join(", ");
}

export const LANGUAGES: Record<Language, string> = { en: "English", cy: "Cymraeg (Welsh)" };

export const RETENTION_CATEGORIES: Record<RetentionCategory, string> = {
  "not-evidential": "Not evidential",
  "mopi-group-1": "MoPI group 1: serious offences, public protection",
  "mopi-group-2": "MoPI group 2: other sexual, violent, serious",
  "mopi-group-3": "MoPI group 3: all other offences",
  "mopi-group-4": "MoPI group 4: undetected crime",
};

export const INVITE_STATES: Record<InviteState, string> = {
  created: "Sending",
  sent: "Sent",
  delivered: "Delivered",
  opened: "Opened",
  accepted: "Accepted",
  declined: "Declined",
  expired: "Expired",
  revoked: "Withdrawn",
};

export const SESSION_STATES: Record<SessionState, string> = { open: "Starting", live: "Live", ended: "Ended" };

export const END_REASONS: Record<EndReason, string> = {
  citizen: "Ended by the caller",
  officer: "Ended by an officer",
  revoked: "Ended: the link was withdrawn",
  abandoned: "Ended: nobody was there for too long",
  "hung-up": "Ended by the camera",
};

export const SOURCE_KINDS: Record<SourceKind, string> = {
  "body-worn": "Body-worn",
  cctv: "CCTV",
  roadside: "Roadside",
  mobile: "Mobile",
  other: "Other",
};

export const CAPTURE_REASONS: Record<CaptureReason, string> = {
  "screen-locked": "screen locked",
  "in-background": "page in the background",
  "phone-call": "phone call",
  refused: "not allowed on the phone",
  "citizen-choice": "by the caller",
  missing: "the phone has none",
};

export const GAP_REASONS: Record<GapReason, string> = {
  "packet-loss": "lost on the way from the phone",
  "stream-interrupted": "the phone stopped sending",
  "worker-lost": "the recording server was lost; another took over",
  "fragment-missing": "a stored piece is missing",
  "spool-full": "the evidence store was away for too long",
};
