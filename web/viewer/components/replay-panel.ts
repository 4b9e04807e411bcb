/** The replay of one session, ended or running: the recording on its wall clock, with gaps and what they mean. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { createRef, ref } from "lit/directives/ref.js";
import type { RecordingView, SessionView, Stills, VoiceView } from "../../shared/messages";
import { oneAtATime } from "../replay/one-at-a-time";
import { bounds, mediaTimeAt, wallTimeAt, type Stretch, type Stretched } from "../replay/timeline";
import { ProblemError } from "../../shared/http";
import { problemWords } from "../state/problem-words";
import { END_REASONS } from "../words/labels";
import { span } from "../words/times";
import { icon } from "./icons";
import { DeskElement } from "./light-element";
import { clockTime, dayAndTime } from "./moment";
import { markButtons, markKey, type Mark } from "./mark-buttons";
import { gapList, timelineBar } from "./replay-timeline";
import { playOrPause, transport, transportKey } from "./replay-transport";
import type { OpenVoice } from "./officer-voice";
import "./officer-voice";
import "./original-line";
import "./reason-sheet";
import "./seal-summary";
import "./still-strip";
import { voiceList } from "./voice-list";

/** A running recording grows, and an ended one is about to be sealed: both are read again after so long. */
const READ_AGAIN = 10_000;

@customElement("replay-panel")
export class ReplayPanel extends DeskElement {
  @property({ attribute: false }) sessionId = "";
  @property({ attribute: false }) idToken: () => string | null = () => null;
  /** The part that is marked for a copy. */
  @property({ attribute: false }) marked: Stretched | null = null;
  /** Is told what is marked; null where this officer makes no copies. */
  @property({ attribute: false }) mark: Mark | null = null;
  /** What lies over the picture. */
  @property({ attribute: false }) over: TemplateResult | typeof nothing = nothing;
  @state() private recording: RecordingView | null = null;
  @state() private stretches: readonly Stretch[] = [];
  @state() private problem: string | null = null;
  /** Whether the officer must say first why they look: it is sealed. */
  @state() private asks = false;
  @state() private playing = false;
  @state() private shownAt: number | null = null;
  readonly #video = createRef<HTMLVideoElement>();
  #closePlayer: (() => void) | null = null;
  #reading: ReturnType<typeof setInterval> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("sessionId")) void this.#open();
  }

  /** Show the picture of a time, and stay there; who asked stands further down the page. */
  show(wallTime: number): void {
    this.#video.value?.pause();
    this.#video.value?.scrollIntoView({ block: "nearest" });
    this.#seek(wallTime);
  }

  protected override render(): TemplateResult {
    const session = this.desk.force.sessions.get(this.sessionId);
    return html`<section class="replay" aria-label="Replay" @keydown=${this.#keys} @play=${oneAtATime}>
      <header class="panel-head">
        <h1 class="ref">${session?.incident_ref ?? "Recording"}</h1>
        <p class="muted">${session ? this.#about(session) : "Reading the session …"}</p>
      </header>
      ${this.asks ? this.#sheet() : this.#picture(session)}
    </section>`;
  }

  #sheet(): TemplateResult {
    return html`<reason-sheet
      .desk=${this.desk}
      .materialId=${this.sessionId}
      @sightline-reason-given=${() => void this.#open()}
    ></reason-sheet>`;
  }

  #picture(session: SessionView | undefined): TemplateResult {
    return html`<div class="screen">
        <video
          ${ref(this.#video)}
          playsinline
          tabindex="0"
          aria-label="Recording"
          @timeupdate=${this.#moved}
          @seeked=${this.#moved}
          @play=${this.#plays}
          @pause=${this.#plays}
          @emptied=${this.#plays}
          @click=${() => {
            if (this.#video.value) playOrPause(this.#video.value);
          }}
        ></video>
        ${this.over} ${this.problem ? html`<p class="veil" role="alert">${icon("warning")} ${this.problem}</p>` : nothing}
      </div>
      ${this.recording ? this.#controls(this.recording, session) : nothing}
      ${this.recording && !isGone(this.recording, session) ? gapList(this.recording.gaps) : nothing}
      ${this.recording
        ? html`<still-strip .sessionId=${this.sessionId} .read=${this.#stills} .show=${this.#seek}></still-strip>`
        : nothing}
      ${voiceList(this.recording?.voices ?? [], this.#voice)}
      ${this.recording?.original
        ? html`<original-line .desk=${this.desk} .sessionId=${this.sessionId} .original=${this.recording.original}></original-line>`
        : nothing}
      ${this.recording && !isGone(this.recording, session) ? html`<seal-summary .desk=${this.desk} .sessionId=${this.sessionId}></seal-summary>` : nothing}`;
  }

  #about(session: SessionView): TemplateResult {
    const end = session.end_reason ? ` · ${END_REASONS[session.end_reason]}` : "";
    return html`${dayAndTime(session.created_at)}${session.state === "ended" ? end : html` · <b class="live-word">${icon("live")} still live</b>`}`;
  }

  #controls(recording: RecordingView, session: SessionView | undefined): TemplateResult {
    const span_ = bounds(recording, this.desk.now);
    if (isGone(recording, session))
      return html`<p class="empty">This recording was disposed of. What is known of it stands below.</p>`;
    if (!span_) return html`<p class="empty">Nothing of this session was recorded.</p>`;
    const at = this.shownAt ?? span_.from;
    const media = () => this.#video.value ?? null;
    return html`${timelineBar(recording, this.desk.now, at, this.#seek, this.marked)}
      <div class="transport">
        ${transport(media, this.playing)}
        <span class="shown-at">${clockTime(at)} <span class="muted">of ${span(span_.to - span_.from)}</span></span>
        ${session && session.state !== "ended" ? this.#liveButton() : nothing}
      </div>
      ${this.mark ? markButtons(this.marked, at, this.mark) : nothing}`;
  }

  readonly #voice = (voice: VoiceView): TemplateResult =>
    html`<officer-voice .voice=${voice} .open=${this.#openVoice} .show=${this.#seek}></officer-voice>`;

  readonly #stills = (first: number, count: number): Promise<Stills> =>
    this.desk.api.stills(this.sessionId, first, count);

  readonly #openVoice: OpenVoice = async (audio, voiceId, onTrouble) => {
    const { openPlayer } = await import("../replay/player");
    const { sessionId, idToken } = this;
    return openPlayer(audio, { sessionId, voiceId, api: this.desk.api, idToken, from: "start", onTrouble });
  };

  #liveButton(): TemplateResult | typeof nothing {
    if (!this.desk.officer.mayAct) return nothing;
    return html`<button
      class="live-button"
      @click=${() => {
        this.dispatchEvent(new CustomEvent("sightline-watch", { bubbles: true, detail: this.sessionId }));
      }}
    >
      ${icon("live")} LIVE
    </button>`;
  }

  async #open(): Promise<void> {
    this.#close();
    const { sessionId } = this;
    this.stretches = [];
    this.shownAt = this.problem = this.recording = null;
    this.asks = false;
    void this.desk.recall(sessionId);
    const recording = await this.#read(sessionId);
    if (!recording || sessionId !== this.sessionId || !this.isConnected) return;
    // Before playing, which never begins if the session is sealed just now: the next reading asks for the reason.
    if (grows(recording)) this.#reading = setInterval(() => void this.#readAgain(sessionId), READ_AGAIN);
    if (recording.fragment_count) await this.#play(recording);
    else this.problem = grows(recording) ? "Nothing of this session was recorded yet." : null;
  }

  async #readAgain(sessionId: string): Promise<void> {
    const recording = await this.#read(sessionId);
    if (recording?.fragment_count && !this.#closePlayer) await this.#play(recording);
    if (recording?.state === "ended") await this.desk.recall(sessionId);
    if (recording && !grows(recording)) clearInterval(this.#reading);
  }

  async #read(sessionId: string): Promise<RecordingView | null> {
    try {
      const recording = await this.desk.api.recording(sessionId);
      if (sessionId === this.sessionId) this.recording = recording;
      return recording;
    } catch (problem) {
      this.asks = problem instanceof ProblemError && problem.code === "reason-required";
      if (this.asks) this.#close();
      else this.problem = problemWords(problem);
      return null;
    } finally {
      if (!this.asks && sessionId === this.sessionId)
        this.dispatchEvent(new CustomEvent("sightline-replay-opened", { bubbles: true }));
    }
  }

  async #play(recording: RecordingView): Promise<void> {
    const { openPlayer } = await import("../replay/player");
    this.problem = null;
    const video = this.#video.value;
    if (!video || recording.session_id !== this.sessionId || !this.isConnected) return;
    this.#closePlayer = openPlayer(video, {
      sessionId: this.sessionId,
      api: this.desk.api,
      idToken: this.idToken,
      from: recording.state === "ended" ? "start" : "edge",
      onStretches: (stretches) => (this.stretches = stretches),
      onTrouble: (words) => (this.problem = words),
    });
    // A voice that somebody has asked for meanwhile is not interrupted.
    if (!this.querySelector("officer-voice audio")) await video.play().catch(() => undefined);
  }

  #close(): void {
    clearInterval(this.#reading);
    this.#closePlayer?.();
    this.#closePlayer = null;
  }

  readonly #moved = (): void => {
    const time = this.#video.value?.currentTime ?? 0;
    this.shownAt = wallTimeAt(this.stretches, time);
    this.dispatchEvent(new CustomEvent("sightline-shown-at", { bubbles: true, detail: this.shownAt }));
  };

  /** A player that recovers from broken media stops its element without the event "pause". */
  readonly #plays = ({ target }: Event): void => {
    this.playing = !(target as HTMLMediaElement).paused;
  };

  readonly #seek = (wallTime: number): void => {
    const time = mediaTimeAt(this.stretches, wallTime);
    if (time !== null && this.#video.value) this.#video.value.currentTime = time;
  };

  readonly #keys = (event: KeyboardEvent): void => {
    if (this.#video.value) transportKey(event, this.#video.value);
    const { target } = event;
    const types = target instanceof HTMLInputElement && target.type !== "range";
    if (this.mark && this.shownAt !== null && !types) markKey(event, this.marked, this.shownAt, this.mark);
  };
}

/** Whether more may come: of the recording, or of the phone's own. */
function grows({ sealed, original }: RecordingView): boolean {
  return !sealed || original?.sealed_at === null;
}

/** Whether there was more when it was sealed than there is: a session is still listed once its recording is disposed of. */
function isGone({ fragment_count }: RecordingView, session: SessionView | undefined): boolean {
  return fragment_count === 0 && Boolean(session?.seal?.fragment_count);
}

declare global {
  interface HTMLElementTagNameMap {
    "replay-panel": ReplayPanel;
  }
  interface HTMLElementEventMap {
    "sightline-replay-opened": CustomEvent<null>;
  }
}
