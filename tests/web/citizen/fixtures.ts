/** States and phones that several tests start from. */
import type { InviteForCitizen } from "../../../web/shared/messages";
import { initialState, type Admission, type State } from "../../../web/citizen/state";
import type { Phone } from "../../../web/citizen/phone/phone";

export const INVITE: InviteForCitizen = {
  force_name: "Northshire Police",
  purpose: "incident-assessment",
  capabilities: ["video", "audio", "location"],
  language: "en",
  spoken_code: "amber falcon",
  expires_at: "2026-11-21T10:30:00Z",
};

export const ADMISSION: Admission = {
  session_id: "s-1",
  credential: "secret",
  force_name: "Northshire Police",
  spoken_code: "amber falcon",
  capabilities: ["video", "audio", "location"],
  language: "en",
};

export const IPHONE: Phone = { system: "ios", standard: true, inApp: false };
export const ANDROID: Phone = { system: "android", standard: true, inApp: false };

/** A state that differs from the first one in what is said here. */
export function stateWith(facts: Partial<State>): State {
  return { ...initialState("en", true), ...facts };
}

/** Live, with everything agreed to and everything working. */
export function live(facts: Partial<State> = {}): State {
  return stateWith({
    screen: "live",
    admission: ADMISSION,
    camera: "on",
    microphone: "on",
    positions: "on",
    connection: "open",
    leg: "connected",
    everConnected: true,
    watching: 1,
    ...facts,
  });
}
