/* Made by `npm run types` from functions/sightline/messages. Do not edit. */

/**
 * What a citizen can be asked to share.
 */
export type Capability = "video" | "audio" | "location" | "upload";
/**
 * BCP 47 tags of the languages that have a message catalogue.
 */
export type Language = "en" | "cy";
/**
 * What an officer wants at most; the network may allow less.
 */
export type AskedQuality = "automatic" | "sharp" | "low" | "stills";
/**
 * How far it has come.
 */
export type BundleState = "waiting" | "running" | "ready" | "failed";
/**
 * What kind of camera stands behind a source.
 */
export type SourceKind = "body-worn" | "cctv" | "roadside" | "mobile" | "other";
/**
 * What a camera or microphone on the phone is doing.
 */
export type CaptureState = "on" | "off" | "paused" | "interrupted" | "unavailable";
/**
 * What goes out now.
 */
export type Quality = "sharp" | "normal" | "low" | "stills" | "none";
/**
 * Why it is not the normal quality.
 */
export type QualityReason = "network" | "officer";
/**
 * Why the camera or microphone is not on.
 */
export type CaptureReason = "screen-locked" | "in-background" | "phone-call" | "refused" | "citizen-choice" | "missing";
/**
 * How well the phone's stream gets through, in three words.
 */
export type Signal = "good" | "weak" | "lost";
/**
 * How long the recording is kept once it is evidence (APP Information Management, MoPI groups).
 */
export type RetentionCategory = "not-evidential" | "mopi-group-1" | "mopi-group-2" | "mopi-group-3" | "mopi-group-4";
export type CitizenMessage =
  Hello | Ping | Offer | Listen | Unlisten | Candidates | Hangup | Chat | End | Progress | Trouble | Capture | Still;
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
export type JsonValue = unknown;
/**
 * Why a phone stopped keeping before its session ended.
 */
export type CutShort = "phone-full" | "taken-back" | "recorder-failed";
/**
 * What a review comes to.
 */
export type Decision = "keep" | "dispose";
/**
 * Who or what ended a session.
 */
export type EndReason = "citizen" | "officer" | "revoked" | "abandoned" | "hung-up";
/**
 * Open while parts come, checked once all are there, then stored as evidence or refused for good.
 */
export type UploadState = "open" | "checking" | "stored" | "refused";
/**
 * Why time is missing from a recording.
 */
export type GapReason = "packet-loss" | "stream-interrupted" | "worker-lost" | "fragment-missing" | "spool-full";
/**
 * What the citizen has made of being spoken to.
 */
export type Hearing = "unasked" | "asked" | "on" | "off";
/**
 * Why the force asks, from the pilots that PCD 1139 names.
 */
export type Purpose =
  | "incident-assessment"
  | "initial-evidence"
  | "missing-person"
  | "compliance-check"
  | "armed-response"
  | "domestic-abuse";
/**
 * Where an invite stands. Accepted, declined, expired and revoked are final.
 */
export type InviteState = "created" | "sent" | "delivered" | "opened" | "accepted" | "declined" | "expired" | "revoked";
/**
 * What sort of thing it is. The last four are copies, made of a master.
 */
export type MaterialKind = "session" | "upload" | "clip" | "snapshot" | "playable" | "redacted";
/**
 * Where it stands. What is disposed of is gone but for its chain and its certificate.
 */
export type MaterialState =
  "held" | "disposal-proposed" | "disposal-approved" | "disposal-announced" | "disposal-begun" | "disposed";
export type OfficerMessage =
  Hello | Ping | Offer | Talk | Candidates | Hangup | Chat | End | Watch | Unwatch | AskQuality;
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
  | QualityAsked
  | StillStored
  | StillShown
  | Speaking
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
   * @maxItems 4
   */
  capabilities: Capability[];
  /**
   * Drawn by the page, once for each link: a device whose answer was lost asks again with the same key.
   */
  device_key: string;
  /**
   * Whether the phone may keep a better copy; a choice of its own.
   */
  keep_original?: boolean;
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
  keep_original?: boolean;
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
 * Who did it, by the name that the force knows.
 */
export interface ActorView {
  name: string;
  participant_id: string;
  role: string;
}
/**
 * A worker's state: on connecting, on every change of free places, and every 10 seconds.
 */
export interface Announce {
  /**
   * Sessions of which something waits on its disk for the store; their seals wait too.
   *
   * @maxItems 100
   */
  backlog?: string[];
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
 * An officer wants a sharper picture, less data, or stills alone; the network may allow less.
 */
export interface AskQuality {
  quality: AskedQuality;
  session_id: string;
  type: "ask-quality";
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
 * A box from one instant to another; between its spots it moves in a straight line.
 */
export interface BoxRegion {
  began_at: string;
  ended_at: string;
  /**
   * @maxItems 1400
   */
  spots: BoxSpot[];
}
/**
 * Where a box is at an instant: shares of width and height, as the picture is seen, from its upper left corner.
 */
export interface BoxSpot {
  at: string;
  height: number;
  width: number;
  x: number;
  y: number;
}
/**
 * Where to fetch a bundle for the next 60 seconds.
 */
export interface BundleAddress {
  url: string;
}
/**
 * Why a bundle could not be made; it can be asked for again.
 */
export interface BundleFailure {
  code: string;
  text: string;
}
/**
 * An officer asks for all that there is of a material, to be handed over.
 */
export interface BundleRequest {
  /**
   * Whether clips, snapshots and playable copies come with it, those that are ready.
   */
  include_copies?: boolean;
  reason: string;
}
/**
 * A bundle as officers see it, from the moment it was asked for.
 */
export interface BundleView {
  asked_at: string;
  asked_by_name: string;
  bundle_id: string;
  /**
   * Of the zip, once it is ready.
   */
  byte_count: number | null;
  failure: BundleFailure | null;
  include_copies: boolean;
  material_id: string;
  progress: number;
  reason: string;
  state: BundleState;
}
/**
 * A camera that sends without a citizen, as its session names it.
 */
export interface CameraView {
  kind: SourceKind;
  name: string;
  source_id: string;
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
 * What camera, microphone and signal are doing and what is sent of it, whenever it changes.
 */
export interface Capture {
  camera: CaptureState;
  microphone: CaptureState;
  quality?: Quality;
  quality_reason?: QualityReason | null;
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
  quality?: Quality;
  quality_reason?: QualityReason | null;
  reason?: CaptureReason | null;
  signal: Signal;
}
/**
 * Give another retention category.
 */
export interface CategoriseRequest {
  category: RetentionCategory;
  reason: string;
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
 * Opens a leg by which the citizen, who has tapped for it, hears the officers who speak.
 */
export interface Listen {
  leg_id: string;
  sdp: string;
  session_id: string;
  type: "listen";
}
/**
 * The citizen does not want to hear officers, or no longer.
 */
export interface Unlisten {
  session_id: string;
  type: "unlisten";
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
 * A picture sent where no video gets through; answered by `still-stored`. Fits one frame of 32 KB.
 */
export interface Still {
  /**
   * By the phone's clock, set by the server's time at the last welcome.
   */
  captured_at: string;
  height: number;
  jpeg: string;
  /**
   * Counts up on the phone within a session, from the second it began: a second phone repeats none.
   */
  sequence: number;
  session_id: string;
  type: "still";
  width: number;
}
/**
 * A code is on its way.
 */
export interface CodeSent {
  email_hint: string;
  expires_at: string;
}
/**
 * One file of a copy. A run that changes its codecs, or is longer than an hour, is several files.
 */
export interface CopiedFile {
  /**
   * The instant of the first picture, which may lie before the one that was asked for.
   */
  began_at: string;
  bytes: number;
  /**
   * Whether it carries C2PA credentials.
   */
  credentials?: boolean;
  ended_at: string;
  file: string;
  height: number;
  media_type: string;
  /**
   * None where there is no picture.
   */
  picture: ("untouched" | "transcoded") | null;
  sha256: string;
  sound: ("untouched" | "transcoded") | null;
  width: number;
}
/**
 * All copies of a material, the newest first.
 */
export interface Copies {
  copies: CopyView[];
}
/**
 * A copy as officers see it, from the moment it was asked for.
 */
export interface CopyView {
  asked_at: string;
  asked_by_name: string;
  began_at: string;
  /**
   * Its `material_id` once it is ready: a copy is a material too, and is marked, held and shared as one.
   */
  copy_id: string;
  ended_at: string | null;
  exact: boolean;
  failure: CopyFailure | null;
  files: CopiedFile[];
  /**
   * How many regions a redacted copy hides; None for the other kinds.
   */
  hidden_count: number | null;
  kind: "clip" | "snapshot" | "playable" | "redacted";
  parent_id: string;
  progress: number;
  reason: string;
  /**
   * Whether its sound was left out.
   */
  silent: boolean;
  state: "waiting" | "running" | "ready" | "failed";
}
/**
 * Why a copy could not be made; what was asked for can be asked for again.
 */
export interface CopyFailure {
  code: string;
  /**
   * The object of the master that is not as its manifest says, or cannot be read.
   */
  key?: string | null;
  text: string;
}
/**
 * A file of a copy with where to fetch it for the next 60 seconds.
 */
export interface CopyFile {
  /**
   * The instant of the first picture, which may lie before the one that was asked for.
   */
  began_at: string;
  bytes: number;
  /**
   * Whether it carries C2PA credentials.
   */
  credentials?: boolean;
  ended_at: string;
  file: string;
  height: number;
  media_type: string;
  /**
   * None where there is no picture.
   */
  picture: ("untouched" | "transcoded") | null;
  sha256: string;
  sound: ("untouched" | "transcoded") | null;
  url: string;
  width: number;
}
/**
 * The files of a copy that is ready.
 */
export interface CopyFiles {
  files: CopyFile[];
}
/**
 * What the derivations queue says: of which sealed material a copy is to be made, and where it goes.
 */
export interface CopyJob {
  began_at: string;
  copy_id: string;
  ended_at: string | null;
  exact: boolean;
  kind: "clip" | "snapshot" | "playable" | "redacted";
  manifest: SourceObject;
  redaction?: Redaction | null;
  /**
   * What the copy's keys in the derived bucket begin with, up to and with the last slash.
   */
  target: string;
}
/**
 * It names all objects of the master with their digests, and a seal signs it.
 */
export interface SourceObject {
  key: string;
  sha256: string;
}
/**
 * What a copy hides, and by whose word.
 */
export interface Redaction {
  confirmed_at: string;
  confirmed_by_id: string;
  confirmed_by_name: string;
  /**
   * How many faces were found that stay to be seen.
   */
  left_count: number;
  regions: HiddenRegion[];
  search_id: string | null;
  silent: boolean;
}
/**
 * A region that is hidden, with where it comes from.
 */
export interface HiddenRegion {
  began_at: string;
  ended_at: string;
  /**
   * By a program, and confirmed; or by the officer.
   */
  origin: "found" | "drawn";
  /**
   * @maxItems 1400
   */
  spots: BoxSpot[];
}
/**
 * `progress.json`: how far a copy has come; the newest version counts.
 */
export interface CopyProgress {
  progress: number;
}
/**
 * An officer asks for a copy of a part of a material, or of one picture of it.
 */
export interface CopyRequest {
  /**
   * For a snapshot, the instant whose picture is meant.
   */
  began_at: string;
  /**
   * The instant behind the last picture; a snapshot has none, nor has a playable copy that goes on to the end of a
   * file that was brought in. Such a file begins when it was recorded or, where nobody said when, at the beginning of
   * 1970. A photograph lasts a second from then, and has redacted copies only.
   */
  ended_at?: string | null;
  /**
   * Whether a clip begins and ends at these very pictures, for which it is transcoded; else at key frames.
   */
  exact?: boolean;
  kind: "clip" | "snapshot" | "playable" | "redacted";
  reason: string;
  /**
   * What a redacted copy hides; no other kind hides anything.
   */
  redaction?: RedactionRequest | null;
}
/**
 * What an officer confirms: faces that a search found, and boxes that they drew.
 */
export interface RedactionRequest {
  /**
   * @maxItems 200
   */
  drawn: BoxRegion[];
  /**
   * Of the faces found in that search, those that are to be hidden; the others stay to be seen.
   *
   * @maxItems 200
   */
  face_ids: string[];
  search_id?: string | null;
  /**
   * Whether the copy has no sound, which names people too.
   */
  silent?: boolean;
}
/**
 * A page of a chain, oldest first; `next` goes into the query parameter `after`.
 */
export interface Custody {
  entries: EntryView[];
  next?: number | null;
}
/**
 * One entry of a chain; `functions/evidence/README.md` says what each action's details hold.
 */
export interface EntryView {
  action: string;
  /**
   * None where the system itself acted.
   */
  actor: ActorView | null;
  at: string;
  /**
   * Whether it lies in the bucket under a signature: about a minute after it was written.
   */
  checked: boolean;
  details: {
    [k: string]: JsonValue;
  };
  /**
   * SHA-256 of all the rest of the entry, the hash of the one before included.
   */
  hash: string;
  reason: string | null;
  sequence: number;
}
/**
 * The citizen says no; no reason is asked.
 */
export interface DeclineRequest {
  token: string;
}
/**
 * `derivation.json`: how a copy was made, of what, and what came of it.
 */
export interface Derivation {
  began_at: string;
  copy_id: string;
  ended_at: string | null;
  /**
   * What was asked for; what was made of it stands with each file.
   */
  exact: boolean;
  files: CopiedFile[];
  format: "sightline-derivation/1";
  gaps: MissingTime[];
  kind: "clip" | "snapshot" | "playable" | "redacted";
  made_at: string;
  manifest: SourceObject1;
  /**
   * What was read, in order; each had this digest.
   */
  objects: SourceObject1[];
  /**
   * Name and version of what made it.
   */
  programs: {
    [k: string]: string;
  };
  /**
   * What is hidden in it, where and when, and who confirmed that; nothing else is.
   */
  redaction?: Redaction | null;
}
/**
 * Time that the master lacks within a copy: there the picture stands still, and sound that is encoded is silent.
 */
export interface MissingTime {
  began_at: string;
  ended_at: string;
  reason: string;
  track: string;
}
/**
 * An object of the evidence bucket, and the digest that it has to have.
 */
export interface SourceObject1 {
  key: string;
  sha256: string;
}
/**
 * How far its disposal has come. Of what goes by itself nobody has proposed it.
 */
export interface DisposalView {
  approved_by_name: string | null;
  /**
   * Done; its certificate is there to be read.
   */
  disposed_at: string | null;
  /**
   * Announced: not to be done before this day.
   */
  not_before: string | null;
  /**
   * Of objects there were as it began; 0 before.
   */
  object_count: number;
  /**
   * The officer who proposed it: another one must agree.
   */
  proposed_by: string | null;
  proposed_by_name: string | null;
  reason: string;
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
 * What the derivations queue says of a search.
 */
export interface FaceJob {
  began_at: string;
  ended_at: string;
  manifest: SourceObject1;
  search_id: string;
  /**
   * What its keys in the derived bucket begin with, up to and with the last slash.
   */
  target: string;
}
/**
 * An officer has a program look for faces from one instant to another.
 *
 * A photograph that was brought in is a film of one second, from when it was taken or from the beginning of 1970.
 */
export interface FaceSearchRequest {
  began_at: string;
  ended_at: string;
}
/**
 * A search as officers see it, from the moment it was asked for.
 */
export interface FaceSearchView {
  began_at: string;
  ended_at: string;
  /**
   * A proposal: it misses faces that are turned away, covered or small, and shows some that are none.
   */
  faces: FoundFace[];
  failure: CopyFailure | null;
  progress: number;
  search_id: string;
  state: "waiting" | "running" | "ready" | "failed";
}
/**
 * What a program takes for one face through time. It says nothing of whose it is.
 */
export interface FoundFace {
  began_at: string;
  ended_at: string;
  face_id: string;
  /**
   * @maxItems 1400
   */
  spots: BoxSpot[];
}
/**
 * `faces.json`: what a search has found, of what, and with which programs.
 */
export interface FacesFound {
  began_at: string;
  ended_at: string;
  faces: FoundFace[];
  format: "sightline-faces/1";
  found_at: string;
  manifest: SourceObject1;
  pictures_seen: number;
  programs: {
    [k: string]: string;
  };
  search_id: string;
}
/**
 * Where to fetch a file for the next 60 seconds, to be saved, or to show a photograph.
 */
export interface FileAddress {
  url: string;
}
/**
 * A citizen sends a file. The same one again, by all three, is the one that is on its way already.
 */
export interface FileRequest {
  bytes: number;
  file_name: string;
  /**
   * When it was last changed, by the phone's clock.
   */
  modified_at: string;
}
/**
 * How far a file is. `stored` names the parts that need not be sent again, counted from 1.
 */
export interface FileStanding {
  bytes: number;
  file_name: string;
  part_bytes: number;
  part_count: number;
  /**
   * The code of why it was refused.
   */
  refusal: string | null;
  refusal_text: string | null;
  state: UploadState;
  stored: number[];
  upload_id: string;
}
/**
 * What does not hold.
 */
export interface FindingView {
  /**
   * A stable code.
   */
  fault: string;
  /**
   * The same for people.
   */
  text: string;
  /**
   * An entry's sequence, or an object's key.
   */
  where: string;
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
 * Hold it whatever its category says, to be looked at again by `review_on`.
 */
export interface HoldRequest {
  reason: string;
  review_on: string;
}
/**
 * A reason to keep it whatever its category says.
 */
export interface HoldView {
  by_name: string;
  hold_id: string;
  reason: string;
  review_on: string;
  since: string;
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
  keep_original?: boolean;
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
  /**
   * Counts the changes: what comes late with a lower one is passed over.
   */
  version: number;
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
  /**
   * Whether police ask that the phone keeps a better copy and sends it later.
   */
  keep_original?: boolean;
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
   * @maxItems 4
   */
  capabilities: Capability[];
  incident_ref: string;
  /**
   * Whether to ask that the phone also keeps a better copy; refused where the force or the purpose forbids it.
   */
  keep_original?: boolean;
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
 * A pass for WHEP at `/api/whep/{session_id}`, shown this once.
 */
export interface IssuedPass {
  expires_at: string;
  name: string;
  session_id: string;
  token: string;
}
/**
 * A source with its token, which is shown this once: only its SHA-256 is kept.
 */
export interface IssuedSource {
  source: SourceView;
  /**
   * Goes into `Authorization: Bearer` of WHIP (RFC 9725).
   */
  token: string;
}
/**
 * One source in the officers' list; its token is shown once, when it is made.
 */
export interface SourceView {
  created_at: string;
  ends_with_stream: boolean;
  incident_ref: string;
  kind: SourceKind;
  name: string;
  officer_name: string;
  purpose: Purpose;
  retention_category: RetentionCategory;
  revoked_at: string | null;
  /**
   * The session that it last began.
   */
  session_id: string | null;
  source_id: string;
  token_expires_at: string;
}
/**
 * A leg of the session has changed state. Reason `worker-gone` asks its owner for a new offer.
 */
export interface Leg {
  direction: "up" | "down" | "talk" | "listen";
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
  direction: "up" | "down" | "talk" | "listen";
  leg_id: string;
  participant_id: string;
  reason?: string | null;
  session_id: string;
  state: "connecting" | "connected" | "first-frame" | "interrupted" | "closed";
  type: "leg";
}
/**
 * How far the store is with putting every object of it on legal hold.
 */
export interface LockingView {
  locked: number;
  /**
   * None until they are counted.
   */
  of: number | null;
}
/**
 * Mark as evidence.
 */
export interface MarkRequest {
  crime_number: string;
  exhibit_ref: string;
  reason: string;
}
/**
 * One thing that is held: a session's recordings, an uploaded file, or a copy made of either.
 */
export interface MaterialView {
  /**
   * From here to `ended_at` there are pictures or sound.
   */
  began_at: string | null;
  byte_count: number;
  category: RetentionCategory;
  created_at: string;
  crime_number: string | null;
  ended_at: string | null;
  /**
   * The force's own name of it as evidence, as in AB/1; None until it is marked.
   */
  exhibit_ref: string | null;
  holds: HoldView[];
  incident_ref: string;
  kind: MaterialKind;
  manifest_sha256: string | null;
  material_id: string;
  /**
   * Of a file that was brought in, as its first bytes say: application/octet-stream where nobody knows; else None.
   */
  media_type: string | null;
  officer_id: string | null;
  officer_name: string | null;
  /**
   * Of a copy: what it was made of.
   */
  parent_id: string | null;
  /**
   * Where it was first seen to be.
   */
  place: PlaceView | null;
  /**
   * The officer who proposed its disposal: another one must agree.
   */
  proposed_by: string | null;
  review_on: string | null;
  state: MaterialState;
  /**
   * What an upload or a camera is called; empty for a citizen's session.
   */
  title: string;
}
/**
 * Degrees, WGS 84.
 */
export interface PlaceView {
  latitude: number;
  longitude: number;
}
/**
 * What a search found, newest first, 50 at most.
 *
 * `next` goes into the query parameter `after`. A page may be short of 50 and still have a next one: a search ends
 * where it has looked at as much as one request may.
 */
export interface Materials {
  materials: MaterialView[];
  next?: string | null;
}
/**
 * Opens a leg by which an officer speaks to the citizen: sound alone. One officer at a time has the word.
 */
export interface Talk {
  leg_id: string;
  sdp: string;
  session_id: string;
  type: "talk";
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
  direction: "up" | "down" | "talk" | "listen";
  force_id: string;
  ice_servers?: IceServer[];
  leg_id: string;
  participant_id: string;
  /**
   * Kept in the recording of a `talk` leg, which must name who spoke.
   */
  participant_name?: string;
  reply_to: string;
  sdp: string;
  session_id: string;
  type: "offer";
}
/**
 * The recipient shows the link and the code.
 */
export interface OpenRequest {
  code: string;
  token: string;
}
/**
 * A phone says what it has recorded of its own; asked again, it says what is there now.
 */
export interface OriginalDeclaration {
  /**
   * Nothing more comes: all of it is stored, or the person has deleted the rest.
   */
  complete?: boolean;
  /**
   * By the phone's clock, now: what its times are off by is noted.
   */
  said_at: string;
  /**
   * @maxItems 100
   */
  takes: TakeDeclaration[];
}
/**
 * One take that a phone has recorded: all its pieces, sent or not.
 */
export interface TakeDeclaration {
  cut_short?: CutShort | null;
  mime: string;
  pieces: number;
  take_id: string;
}
/**
 * One piece of the phone's own recording, with where to fetch it for the next 60 seconds.
 */
export interface OriginalPiece {
  captured_at: string;
  duration_seconds: number;
  index: number;
  mime: string;
  sequence: number;
  take_id: string;
  url: string;
}
/**
 * A run of pieces of a session, by index from `first`, take by take.
 */
export interface OriginalPieces {
  pieces: OriginalPiece[];
  total: number;
}
/**
 * What has arrived of a phone's own recording, and until when the rest may come.
 */
export interface OriginalStanding {
  closes_at: string | null;
  end_reason: EndReason | null;
  session_ended: boolean;
  takes: TakeStanding[];
}
/**
 * Which pieces of a take the store has acknowledged.
 */
export interface TakeStanding {
  stored: number[];
  take_id: string;
}
/**
 * How far the phone's own recording has come, as officers see it.
 */
export interface OriginalView {
  closes_at: string | null;
  declared_pieces: number;
  sealed_at: string | null;
  stored_pieces: number;
  stored_seconds: number;
}
/**
 * Where to PUT exactly these bytes within 15 minutes, and with which headers.
 */
export interface PartAddress {
  headers: {
    [k: string]: string;
  };
  url: string;
}
/**
 * The browser wants to send a part.
 */
export interface PartRequest {
  number: number;
  sha256: string;
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
 * One session in the officers' list and on the stage. A camera's has no invite, language or spoken code.
 */
export interface SessionView {
  asked_quality?: AskedQuality;
  camera?: CameraView | null;
  /**
   * What the citizen consented to, or a camera sends.
   */
  capabilities: Capability[];
  capture: CaptureView | null;
  citizen_connected: boolean;
  created_at: string;
  end_reason: EndReason | null;
  ended_at: string | null;
  /**
   * What the citizen sends of what the phone has already.
   */
  files?: SentFileView[];
  hearing?: Hearing;
  incident_ref: string;
  invite_id?: string | null;
  /**
   * Whether the citizen lets the phone keep a better copy and send it.
   */
  keep_original?: boolean;
  language?: Language | null;
  last_position?: PositionView | null;
  live_at: string | null;
  purpose: Purpose;
  retention_category: RetentionCategory;
  seal?: SealView | null;
  session_id: string;
  /**
   * The officer who has the word: one at a time speaks to the citizen.
   */
  speaker_name?: string | null;
  spoken_code?: string | null;
  state: SessionState;
  /**
   * The leg that carries the picture now; an officer's page makes a new leg when `worker_id` changes.
   */
  up_leg_id: string | null;
  /**
   * Counts the changes of all but `citizen_connected`, `watchers` and `last_position`; a lower one came late.
   */
  version: number;
  /**
   * Names of the officers and players that watch.
   */
  watchers: string[];
  worker_id: string | null;
}
/**
 * A file that a citizen sends: on its way while `open`, then as an upload's.
 */
export interface SentFileView {
  bytes: number;
  file_name: string;
  state: UploadState;
  upload_id: string;
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
 * What an officer wants at most, on every change and on every welcome. To the citizen.
 */
export interface QualityAsked {
  quality: AskedQuality;
  session_id: string;
  type: "ask-quality";
}
/**
 * A still is in the evidence. To the citizen's page, which sends the next one.
 */
export interface StillStored {
  sequence: number;
  session_id: string;
  type: "still-stored";
}
/**
 * A still as it came. To the officers who watch; a repeated one is known by its sequence.
 */
export interface StillShown {
  captured_at: string;
  height: number;
  jpeg: string;
  received_at: string;
  sequence: number;
  session_id: string;
  type: "still";
  width: number;
}
/**
 * Who speaks to the citizen now, if anybody. To the citizen, whose page makes no sound before a tap.
 */
export interface Speaking {
  session_id: string;
  speaker_name: string | null;
  type: "speaking";
}
/**
 * An officer lets a program watch one session; the name is who others see watching.
 */
export interface PassRequest {
  name: string;
}
/**
 * Where to PUT a piece within the next minutes, with exactly these headers; 412 means that it is there.
 */
export interface PieceAddress {
  headers: {
    [k: string]: string;
  };
  url: string;
}
/**
 * One piece that a phone wants to send.
 */
export interface PieceRequest {
  /**
   * Four seconds at 6 Mbit/s are 3 MB.
   */
  bytes: number;
  /**
   * By the phone's clock.
   */
  captured_at: string;
  duration_milliseconds: number;
  sequence: number;
  sha256: string;
  take_id: string;
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
 * Why a hold ends, a disposal is proposed, approved or refused.
 */
export interface ReasonRequest {
  reason: string;
}
/**
 * One reason for which it is still kept. `until` is null where only people can end it.
 */
export interface ReasonView {
  sentence: string;
  until: string | null;
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
  /**
   * None where the phone keeps none.
   */
  original?: OriginalView | null;
  sealed: boolean;
  session_id: string;
  state: SessionState;
  /**
   * What officers said to the citizen, in the order they began.
   */
  voices?: VoiceView[];
}
/**
 * An officer's words to the citizen: a recording beside the timeline.
 */
export interface VoiceView {
  began_at: string;
  ended_at: string;
  recording_id: string;
  speaker_name: string | null;
}
/**
 * Why one material is kept, and what is to become of it.
 */
export interface RetentionView {
  category: RetentionCategory;
  crime_number: string | null;
  disposal: DisposalView | null;
  exhibit_ref: string | null;
  holds: HoldView[];
  incident_ref: string;
  /**
   * The reason that lasts longest comes first; none: nothing keeps it.
   */
  kept_because: ReasonView[];
  /**
   * None unless that is still to come.
   */
  locking: LockingView | null;
  material_id: string;
  /**
   * Whether two people could dispose of it today.
   */
  may_go: boolean;
  /**
   * Until when one decision to keep it, or a hold, may last at most.
   */
  next_review_by: string;
  review_on: string | null;
  /**
   * Whether the store has every object of it on legal hold.
   */
  secured: boolean;
  state: MaterialState;
  title: string;
}
/**
 * Keep it until `review_on`, or propose its disposal.
 */
export interface ReviewRequest {
  decision: Decision;
  reason: string;
  review_on?: string | null;
}
/**
 * What a supervisor has to look at, soonest first, 100 at most.
 */
export interface Reviews {
  reviews: RetentionView[];
}
/**
 * An officer withdraws a share.
 */
export interface RevokeRequest {
  reason: string;
}
/**
 * What a citizen has begun to send in a session, in the order chosen.
 */
export interface SentFiles {
  /**
   * When no more is taken; None while the session runs.
   */
  closes_at: string | null;
  files: SentFileView[];
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
 * Who shares what with whom: what the page says before a code is asked for.
 */
export interface ShareForRecipient {
  /**
   * The address that the code goes to, as its owner recognises it: a…@example.org.
   */
  email_hint: string;
  expires_at: string;
  force_name: string;
  incident_ref: string;
  kind: MaterialKind;
  may_download: boolean;
  officer_name: string;
  organisation: string;
  recipient_name: string;
}
/**
 * A recipient's page shows the token from the link's fragment.
 */
export interface ShareLink {
  token: string;
}
/**
 * An officer shares a material with a named person outside the force.
 */
export interface ShareRequest {
  email: string;
  /**
   * The last day on which it can be viewed (UTC).
   */
  expires_on: string;
  /**
   * Whether files may be saved: what is shared itself, or copies that were made of it.
   */
  may_download?: boolean;
  organisation: string;
  reason: string;
  recipient_name: string;
}
/**
 * A share as officers see it.
 */
export interface ShareView {
  created_at: string;
  email: string;
  expires_on: string;
  material_id: string;
  may_download: boolean;
  officer_name: string;
  /**
   * When the recipient first opened it with a code.
   */
  opened_at: string | null;
  organisation: string;
  reason: string;
  recipient_name: string;
  revoked_at: string | null;
  share_id: string;
  state: "open" | "expired" | "revoked";
}
/**
 * The copy that is shared, or the copies of what is shared, newest first.
 */
export interface SharedCopies {
  copies: SharedCopy[];
  /**
   * Where a file that was brought in is shared.
   */
  file: SharedFile | null;
}
/**
 * A copy that is shared, or of what is shared, ready to be fetched.
 */
export interface SharedCopy {
  began_at: string;
  copy_id: string;
  ended_at: string | null;
  files: CopiedFile[];
  kind: "clip" | "snapshot" | "playable" | "redacted";
}
/**
 * A file that was brought in as evidence, and shared.
 */
export interface SharedFile {
  bytes: number;
  /**
   * Whether browsers show it as it is; else a playable copy of it may be.
   */
  can_be_shown: boolean;
  file_name: string;
  media_type: string;
  sha256: string;
}
/**
 * All shares of a material, newest first.
 */
export interface Shares {
  shares: ShareView[];
}
/**
 * An officer gives a source another token; the one before is worthless at once.
 */
export interface SourceRenewal {
  token_days?: number;
}
/**
 * An officer lets a camera send that no citizen holds.
 */
export interface SourceRequest {
  /**
   * Whether a camera that hangs up ends its session.
   */
  ends_with_stream?: boolean;
  incident_ref: string;
  kind: SourceKind;
  name: string;
  purpose: Purpose;
  retention_category?: RetentionCategory;
  token_days?: number;
}
/**
 * Newest first.
 */
export interface Sources {
  sources: SourceView[];
}
/**
 * One still, with where to fetch it for the next 60 seconds.
 */
export interface StillView {
  captured_at: string;
  sequence: number;
  url: string;
}
/**
 * A run of a session's stills in the order taken, by index from `first`.
 */
export interface Stills {
  stills: StillView[];
  total: number;
}
/**
 * All that waited on a worker's disk of a session is in the store now: a seal is due, or a further one.
 */
export interface Stored {
  session_id: string;
  type: "stored";
}
/**
 * A link's token for the synthetic citizen, who is texted by nobody.
 */
export interface SyntheticInvite {
  token: string;
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
 * All parts are there; this is the SHA-256 of the whole file as the browser has read it.
 */
export interface UploadCompletion {
  sha256: string;
}
/**
 * An officer brings in a file.
 */
export interface UploadRequest {
  bytes: number;
  /**
   * When it was recorded, if the officer knows.
   */
  captured_at?: string | null;
  file_name: string;
  incident_ref: string;
  retention_category?: RetentionCategory;
}
/**
 * The same as an officer sees it.
 */
export interface UploadView {
  bytes: number;
  file_name: string;
  incident_ref: string;
  part_bytes: number;
  part_count: number;
  /**
   * The code of why it was refused.
   */
  refusal: string | null;
  refusal_text: string | null;
  state: UploadState;
  stored: number[];
  upload_id: string;
}
/**
 * What a check of a material has come to; objects' own bytes are the bundle's verifier's to hash.
 */
export interface Verification {
  /**
   * Signed, and checked with the force's key.
   */
  checkpoints: number;
  /**
   * When it went, and its manifests with it; its certificate is checked then.
   */
  disposed_at?: string | null;
  /**
   * Of the chain, each checked against the one before.
   */
  entries: number;
  findings: FindingView[];
  holds: boolean;
  /**
   * Sealed versions, each checked against its seal and against the chain.
   */
  manifests: number;
}
/**
 * A right to look at one material, of the officer who asked.
 */
export interface Viewing {
  ends_at: string;
  material_id: string;
  reason: string;
}
/**
 * A viewing: `credential` goes into `Authorization: Bearer`, and is to be forgotten with the page.
 */
export interface ViewingOpened {
  credential: string;
  ends_at: string;
}
/**
 * Asks to look at sealed evidence.
 */
export interface ViewingRequest {
  reason: string;
}
/**
 * A viewing that still stands.
 */
export interface ViewingStanding {
  ends_at: string;
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
