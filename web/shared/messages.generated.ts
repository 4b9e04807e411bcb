/* Made by `npm run types` from functions/sightline/messages. Do not edit. */

/**
 * What a citizen can be asked to share.
 */
export type Capability = "video" | "audio" | "location";
/**
 * BCP 47 tags of the languages that have a message catalogue.
 */
export type Language = "en" | "cy";
/**
 * What a camera or microphone on the phone is doing.
 */
export type CaptureState = "on" | "off" | "paused" | "interrupted" | "unavailable";
/**
 * Why the camera or microphone is not on.
 */
export type CaptureReason = "screen-locked" | "in-background" | "phone-call" | "refused" | "citizen-choice" | "missing";
/**
 * How well the phone's stream gets through, in three words.
 */
export type Signal = "good" | "weak" | "lost";
export type CitizenMessage = Hello | Ping | Offer | Candidates | Hangup | Chat | End | Progress | Trouble | Capture;
/**
 * Why the funnel stands still; the viewer has a sentence to say for each.
 */
export type TroubleReason =
  | "text-refused"
  | "text-undelivered"
  | "declined"
  | "link-expired"
  | "second-device"
  | "camera-refused"
  | "camera-missing"
  | "camera-busy"
  | "microphone-refused"
  | "position-refused"
  | "position-unavailable"
  | "browser-unsupported"
  | "in-app-browser"
  | "connection-failed"
  | "no-free-worker"
  | "left";
/**
 * The steps from text to picture, in order; each is reached at most once.
 */
export type FunnelStage =
  "sent" | "delivered" | "opened" | "consented" | "camera-granted" | "connecting" | "first-frame" | "first-position";
/**
 * Who or what ended a session.
 */
export type EndReason = "citizen" | "officer" | "revoked" | "abandoned";
/**
 * Why time is missing from a recording.
 */
export type GapReason = "packet-loss" | "stream-interrupted" | "worker-lost" | "fragment-missing";
/**
 * Why the force asks, from the pilots that PCD 1139 names.
 */
export type Purpose =
  "incident-assessment" | "initial-evidence" | "missing-person" | "compliance-check" | "armed-response";
/**
 * How long the recording is kept once it is evidence (APP Information Management, MoPI groups).
 */
export type RetentionCategory = "not-evidential" | "mopi-group-1" | "mopi-group-2" | "mopi-group-3" | "mopi-group-4";
/**
 * Where an invite stands. Accepted, declined, expired and revoked are final.
 */
export type InviteState = "created" | "sent" | "delivered" | "opened" | "accepted" | "declined" | "expired" | "revoked";
export type OfficerMessage = Hello | Ping | Offer | Candidates | Hangup | Chat | End | Watch | Unwatch;
export type ParticipantEvent =
  | Welcome
  | Pong
  | SessionChanged
  | InviteChanged
  | Answer
  | Refusal
  | Candidates
  | Leg
  | Positions
  | ChatSent
  | ChatHistory
  | Audience
  | Ended
  | Error;
/**
 * Open from the consent, live from the first frame, ended for good.
 */
export type SessionState = "open" | "live" | "ended";

export interface Sightline {
  [k: string]: unknown;
}
/**
 * The citizen agrees to share some of what was asked for; this spends the token.
 */
export interface AcceptRequest {
  /**
   * @minItems 1
   * @maxItems 3
   */
  capabilities: Capability[];
  /**
   * Drawn by the page, once for each link: a device whose answer was lost asks again with the same key.
   */
  device_key: string;
  language: Language;
  token: string;
  wording_version: string;
}
/**
 * What the citizen's page needs to stream: `credential` goes into `Authorization: Bearer`.
 */
export interface Accepted {
  capabilities: Capability[];
  credential: string;
  force_name: string;
  ice_servers: IceServer[];
  language: Language;
  session_id: string;
  spoken_code: string;
  /**
   * A first WebSocket ticket, to save a round trip.
   */
  ticket: string;
}
/**
 * An RTCIceServer (W3C WebRTC).
 */
export interface IceServer {
  credential?: string | null;
  urls: string[];
  username?: string | null;
}
/**
 * A worker's state: on connecting, on every change of free places, and every 10 seconds.
 */
export interface Announce {
  draining?: boolean;
  free_places: number;
  places: number;
  type: "announce";
}
/**
 * The worker's answer to your offer.
 */
export interface Answer {
  leg_id: string;
  sdp: string;
  session_id: string;
  type: "answer";
}
/**
 * How many officers see the picture now. To the citizen: "officers can see you".
 */
export interface Audience {
  recording: boolean;
  session_id: string;
  type: "audience";
  watching: number;
}
/**
 * More ICE candidates of a participant's leg; `last` says that no more will come.
 *
 * The worker's own candidates are all in its answer.
 */
export interface Candidates {
  /**
   * @maxItems 30
   */
  candidates: string[];
  last?: boolean;
  leg_id: string;
  session_id: string;
  type: "candidates";
}
/**
 * What camera, microphone and signal are doing, whenever it changes.
 */
export interface Capture {
  camera: CaptureState;
  microphone: CaptureState;
  reason?: CaptureReason | null;
  signal: Signal;
  type: "capture";
}
/**
 * What the phone says of its camera, microphone and signal.
 */
export interface CaptureView {
  camera: CaptureState;
  microphone: CaptureState;
  reason?: CaptureReason | null;
  signal: Signal;
}
/**
 * A line of chat to the other end.
 */
export interface Chat {
  ref: string;
  session_id: string;
  text: string;
  type: "chat";
}
/**
 * What has been said of late. To a citizen's page that comes back, and may have missed some of it.
 */
export interface ChatHistory {
  messages: ChatView[];
  session_id: string;
  type: "chat-history";
}
/**
 * One chat message as both ends see it.
 */
export interface ChatView {
  message_id: string;
  sender: string;
  sender_name: string;
  sent_at: string;
  text: string;
}
/**
 * A line of chat, to both ends; `ref` is the sender's own mark.
 */
export interface ChatSent {
  message: ChatView;
  ref: string;
  session_id: string;
  type: "chat";
}
/**
 * First message on every connection; answered by `welcome`.
 */
export interface Hello {
  type: "hello";
}
/**
 * Keeps API Gateway's idle clock (10 minutes) from running out; answered by `pong`.
 */
export interface Ping {
  type: "ping";
}
/**
 * Opens a leg: the citizen's up leg, or an officer's down leg of `session_id`.
 */
export interface Offer {
  leg_id: string;
  sdp: string;
  session_id: string;
  type: "offer";
}
/**
 * Closes one leg; the session goes on.
 */
export interface Hangup {
  leg_id: string;
  session_id: string;
  type: "hangup";
}
/**
 * Ends the session for everybody.
 */
export interface End {
  session_id: string;
  type: "end";
}
/**
 * The citizen's page has come to a stage of the funnel that only it can see.
 */
export interface Progress {
  stage: "camera-granted" | "connecting";
  type: "progress";
}
/**
 * The citizen's page cannot go on, and says why.
 */
export interface Trouble {
  reason: TroubleReason;
  stage: FunnelStage;
  type: "trouble";
}
/**
 * The citizen says no; no reason is asked.
 */
export interface DeclineRequest {
  token: string;
}
/**
 * Close all legs of a session, finish its recording, free its place.
 */
export interface EndSession {
  session_id: string;
  type: "end";
}
/**
 * The session is over. To the citizen, who stops the camera.
 */
export interface Ended {
  reason: EndReason;
  session_id: string;
  type: "ended";
}
/**
 * What you sent could not be done: `code` for programs, `text` for people.
 */
export interface Error {
  code: string;
  ref?: string | null;
  text: string;
  type: "error";
}
/**
 * One fragment on the session's timeline, with where to fetch it for the next 60 seconds.
 */
export interface FragmentView {
  captured_at: string;
  duration_seconds: number;
  index: number;
  init_url: string;
  recording_id: string;
  sequence: number;
  url: string;
}
/**
 * A run of fragments of a session, by index from `first`.
 */
export interface Fragments {
  fragments: FragmentView[];
  total: number;
}
/**
 * Missing time in a recording.
 */
export interface GapView {
  began_at: string;
  ended_at: string;
  reason: GapReason;
  track: string;
}
/**
 * An invite is new or has changed. To officers of its force.
 */
export interface InviteChanged {
  invite: InviteView;
  type: "invite";
}
/**
 * One invite in the officers' list. The number is masked but for its last three digits.
 */
export interface InviteView {
  capabilities: Capability[];
  created_at: string;
  expires_at: string;
  funnel: {
    [k: string]: string;
  };
  incident_ref: string;
  invite_id: string;
  language: Language;
  officer_name: string;
  phone_number_masked: string;
  purpose: Purpose;
  retention_category: RetentionCategory;
  session_id: string | null;
  /**
   * Two short words; the officer reads them out and the citizen's page shows them.
   */
  spoken_code: string;
  state: InviteState;
  trouble: TroubleView | null;
}
/**
 * Why and since when an invite stands still.
 */
export interface TroubleView {
  at: string;
  reason: TroubleReason;
  stage: FunnelStage;
}
/**
 * What the citizen's page says before anything is agreed to.
 */
export interface InviteForCitizen {
  capabilities: Capability[];
  expires_at: string;
  force_name: string;
  language: Language;
  purpose: Purpose;
  spoken_code: string;
}
/**
 * An officer asks for a text to go out.
 */
export interface InviteRequest {
  /**
   * @minItems 1
   * @maxItems 3
   */
  capabilities: Capability[];
  incident_ref: string;
  language?: Language;
  /**
   * As typed or pasted; UK mobile unless it begins with +.
   */
  phone_number: string;
  purpose: Purpose;
  retention_category?: RetentionCategory;
}
/**
 * Newest first.
 */
export interface Invites {
  invites: InviteView[];
}
/**
 * A leg of the session has changed state. Reason `worker-gone` asks its owner for a new offer.
 */
export interface Leg {
  direction: "up" | "down";
  leg_id: string;
  reason?: string | null;
  session_id: string;
  state: "connecting" | "connected" | "first-frame" | "interrupted" | "closed";
  type: "leg";
}
/**
 * A leg has changed state; `participant_id` is the one that the command named.
 */
export interface LegReport {
  direction: "up" | "down";
  leg_id: string;
  participant_id: string;
  reason?: string | null;
  session_id: string;
  state: "connecting" | "connected" | "first-frame" | "interrupted" | "closed";
  type: "leg";
}
/**
 * An officer wants the positions, chat and state of a session; answered by `session`.
 */
export interface Watch {
  session_id: string;
  type: "watch";
}
/**
 * An officer has left the stage of a session.
 */
export interface Unwatch {
  session_id: string;
  type: "unwatch";
}
/**
 * A participant's offer, for this worker to answer to `reply_to`.
 */
export interface OpenLeg {
  direction: "up" | "down";
  force_id: string;
  ice_servers?: IceServer[];
  leg_id: string;
  participant_id: string;
  reply_to: string;
  sdp: string;
  session_id: string;
  type: "offer";
}
/**
 * Who the server takes you for, and when to come back (before API Gateway's 2 h cut).
 */
export interface Welcome {
  name: string;
  participant_id: string;
  ping_every_seconds: number;
  reconnect_after_seconds: number;
  role: string;
  server_time: string;
  session?: SessionView | null;
  type: "welcome";
}
/**
 * One session in the officers' list and on the stage.
 */
export interface SessionView {
  /**
   * What the citizen consented to.
   */
  capabilities: Capability[];
  capture: CaptureView | null;
  citizen_connected: boolean;
  created_at: string;
  end_reason: EndReason | null;
  ended_at: string | null;
  incident_ref: string;
  invite_id: string;
  language: Language;
  last_position?: PositionView | null;
  live_at: string | null;
  purpose: Purpose;
  retention_category: RetentionCategory;
  seal?: SealView | null;
  session_id: string;
  spoken_code: string;
  state: SessionState;
  /**
   * The leg that carries the picture now; an officer's page makes a new leg when `worker_id` changes.
   */
  up_leg_id: string | null;
  /**
   * Names of the officers who watch.
   */
  watchers: string[];
  worker_id: string | null;
}
/**
 * One position as officers see it.
 */
export interface PositionView {
  /**
   * Metres, 95% confidence.
   */
  accuracy: number;
  altitude?: number | null;
  altitude_accuracy?: number | null;
  /**
   * When the phone took the fix, by the phone's clock, which may be wrong but not beyond what UTC can write.
   */
  fixed_at: string;
  /**
   * Degrees clockwise from true north.
   */
  heading?: number | null;
  /**
   * Degrees, WGS 84.
   */
  latitude: number;
  /**
   * Degrees, WGS 84.
   */
  longitude: number;
  received_at: string;
  /**
   * Counts up on the phone within a session, from the second it began: a second phone repeats none.
   */
  sequence: number;
  /**
   * Metres per second.
   */
  speed?: number | null;
}
/**
 * How the recording of an ended session was closed.
 */
export interface SealView {
  fragment_count: number;
  gap_count: number;
  manifest_sha256: string;
  sealed_at: string;
}
/**
 * The answer to `ping`.
 */
export interface Pong {
  type: "pong";
}
/**
 * A session is new or has changed. To officers of its force.
 */
export interface SessionChanged {
  session: SessionView;
  type: "session";
}
/**
 * Your offer was not taken; try again after `retry_after_seconds` if there is one.
 */
export interface Refusal {
  code: string;
  leg_id: string;
  retry_after_seconds?: number | null;
  session_id: string;
  text: string;
  type: "refusal";
}
/**
 * New positions of a session. To the officers who watch it.
 */
export interface Positions {
  positions: PositionView[];
  session_id: string;
  type: "positions";
}
/**
 * One position as the phone sends it: the W3C GeolocationCoordinates, in snake case.
 */
export interface PositionFix {
  /**
   * Metres, 95% confidence.
   */
  accuracy: number;
  altitude?: number | null;
  altitude_accuracy?: number | null;
  /**
   * When the phone took the fix, by the phone's clock, which may be wrong but not beyond what UTC can write.
   */
  fixed_at: string;
  /**
   * Degrees clockwise from true north.
   */
  heading?: number | null;
  /**
   * Degrees, WGS 84.
   */
  latitude: number;
  /**
   * Degrees, WGS 84.
   */
  longitude: number;
  /**
   * Counts up on the phone within a session, from the second it began: a second phone repeats none.
   */
  sequence: number;
  /**
   * Metres per second.
   */
  speed?: number | null;
}
/**
 * How many of the positions are stored now, repeated ones included.
 */
export interface PositionsAccepted {
  stored: number;
}
/**
 * Positions in the order taken; a repeated one is recognised by its sequence.
 */
export interface PositionsRequest {
  /**
   * @minItems 1
   * @maxItems 100
   */
  positions: PositionFix[];
}
/**
 * RFC 9457 problem details; `code` never changes, `detail` is for people.
 */
export interface Problem {
  code: string;
  detail: string;
  status: number;
  title: string;
  type: "about:blank";
}
/**
 * A recording has begun or is complete; `spooled` fragments still wait for the store.
 */
export interface RecordingReport {
  fragments?: number;
  recording_id: string;
  session_id: string;
  spooled?: number;
  state: "started" | "finished";
  type: "recording";
}
/**
 * What there is to replay of a session.
 */
export interface RecordingView {
  began_at: string | null;
  codecs: string[];
  duration_seconds: number;
  ended_at: string | null;
  fragment_count: number;
  gaps: GapView[];
  sealed: boolean;
  session_id: string;
  state: SessionState;
}
/**
 * One session with what was said in it.
 */
export interface SessionDetail {
  chat: ChatView[];
  session: SessionView;
}
/**
 * Newest first. `next` goes into the query parameter `after`.
 */
export interface Sessions {
  next?: string | null;
  sessions: SessionView[];
}
/**
 * One WebSocket connection's worth of trust: used once, within 30 seconds, as `/ws?ticket=...`.
 */
export interface Ticket {
  expires_at: string;
  ice_servers?: IceServer[];
  ticket: string;
}
/**
 * A citizen's page shows the token from the link's fragment.
 */
export interface TokenRequest {
  token: string;
}
/**
 * Positions in the order fixed.
 */
export interface Trail {
  positions: PositionView[];
}
/**
 * The answer to a leg's offer; `reply_to` is the connection that the command named.
 */
export interface WorkerAnswer {
  leg_id: string;
  reply_to: string;
  sdp: string;
  session_id: string;
  type: "answer";
}
/**
 * A leg that the worker will not open: `code` is a stable error code.
 */
export interface WorkerRefusal {
  code: string;
  leg_id: string;
  reply_to: string;
  session_id: string;
  text: string;
  type: "refusal";
}
