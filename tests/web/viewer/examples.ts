/** An invite, a session and a position as the server would send them; each test says what differs. */
import type { InviteView, PositionView, SessionView, SourceView } from "../../../web/shared/messages";

export const NOON = Date.parse("2026-11-21T12:00:00Z");

export function secondsAfterNoon(seconds: number): string {
  return new Date(NOON + seconds * 1000).toISOString();
}

export function anInvite(part: Partial<InviteView> = {}): InviteView {
  return {
    invite_id: "invite-1",
    session_id: null,
    incident_ref: "CAD 4471",
    phone_number_masked: "*** 123",
    purpose: "incident-assessment",
    capabilities: ["video", "audio", "location"],
    language: "en",
    retention_category: "not-evidential",
    spoken_code: "amber kettle",
    state: "sent",
    officer_name: "PC 4411",
    created_at: secondsAfterNoon(0),
    expires_at: secondsAfterNoon(1800),
    funnel: {},
    trouble: null,
    version: 1,
    ...part,
  };
}

export function aSession(part: Partial<SessionView> = {}): SessionView {
  return {
    session_id: "session-1",
    invite_id: "invite-1",
    incident_ref: "CAD 4471",
    purpose: "incident-assessment",
    capabilities: ["video", "audio", "location"],
    language: "en",
    retention_category: "not-evidential",
    spoken_code: "amber kettle",
    state: "live",
    created_at: secondsAfterNoon(0),
    live_at: secondsAfterNoon(10),
    ended_at: null,
    end_reason: null,
    citizen_connected: true,
    worker_id: "worker-1",
    up_leg_id: "leg-1",
    capture: null,
    watchers: [],
    version: 1,
    ...part,
  };
}

export function aPosition(sequence: number, part: Partial<PositionView> = {}): PositionView {
  const instant = secondsAfterNoon(sequence);
  return { sequence, latitude: 51.5, longitude: -0.12, accuracy: 12, fixed_at: instant, received_at: instant, ...part };
}

export function aSource(part: Partial<SourceView> = {}): SourceView {
  return {
    source_id: "source-1",
    name: "M4 J3 camera 2",
    kind: "roadside",
    incident_ref: "CAD 4471",
    purpose: "incident-assessment",
    retention_category: "not-evidential",
    ends_with_stream: true,
    officer_name: "PC 4411",
    created_at: secondsAfterNoon(0),
    token_expires_at: secondsAfterNoon(86_400),
    revoked_at: null,
    session_id: null,
    ...part,
  };
}
