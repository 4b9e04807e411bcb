/** One live picture on the stage, with everything that an officer must know about it at a glance. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { createRef, ref } from "lit/directives/ref.js";
import type { SessionState, SessionView, StillShown } from "../../shared/messages";
import { FrameFlow } from "../live/frame-flow";
import type { LivePicture } from "../live/live-picture";
import { inviteOf } from "../state/picture-of-force";
import { PURPOSES } from "../words/labels";
import { speak } from "../words/funnel-speech";
import { qualityWords } from "../words/quality-words";
import { age } from "../words/times";
import { funnelSteps } from "./funnel-line";
import { goTo } from "./go-to";
import { icon } from "./icons";
import { DeskElement } from "./light-element";
import { clockTime } from "./moment";
import { pictureFoot } from "./picture-foot";
import { sayLine } from "./say-line";
import { stillPicture } from "./still-picture";
import { cameraWords, isLive, isThere, pictureTrouble, signalOf, type SignalWords } from "./picture-words";

/** What stands where LIVE would, while no frames come. */
const STANDSTILL: Record<SessionState, string> = { open: "Starting", live: "No picture", ended: "Ended" };

@customElement("picture-tile")
export class PictureTile extends DeskElement {
  @property({ attribute: false }) sessionId = "";
  @property({ type: Boolean }) focused = false;
  /** One of many: its buttons come when it is chosen, by a click, its number, or Tab. */
  @property({ type: Boolean }) choosable = false;
  /** Small, without steps and buttons, while something else has the stage. */
  @property({ type: Boolean }) strip = false;
  @state() private grey = false;
  /** Null until the officer has chosen. */
  @state() private blurred: boolean | null = null;
  @state() private endingAsked = false;
  readonly #video = createRef<HTMLVideoElement>();
  readonly #frames = new FrameFlow();

  /** Sound, grey and blur, for the keyboard. */
  toggle(what: "sound" | "grey" | "blur"): void {
    if (what === "grey") this.grey = !this.grey;
    else if (what === "blur") this.blurred = !this.#isBlurred;
    else this.#toggleSound();
  }

  protected override render(): TemplateResult | typeof nothing {
    const session = this.desk.force.sessions.get(this.sessionId);
    const picture = this.desk.pictures.get(this.sessionId);
    if (!picture) return nothing;
    if (!session) return html`<p class="empty">Reading the session …</p>`;
    const still = this.#still;
    return html`<article
      class="tile ${this.focused ? "focused" : ""}"
      aria-label="Picture of ${session.incident_ref}"
      tabindex=${this.choosable ? "0" : "-1"}
      data-session-id=${this.sessionId}
    >
      <video
        ${ref(this.#video)}
        class=${this.#look}
        autoplay
        playsinline
        .muted=${!picture.soundOn}
      ></video>
      ${still ? stillPicture(still.still, this.#look) : nothing} ${this.#veil(session, picture)}
      <header>${this.#head(session, picture)}</header>
      ${this.strip ? nothing : html`<footer>${this.#foot(session, picture)}</footer>`}
      ${this.endingAsked ? this.#endQuestion(session) : nothing}
    </article>`;
  }

  protected override updated(_changed: PropertyValues): void {
    const video = this.#video.value;
    const stream = this.desk.pictures.get(this.sessionId)?.stream;
    if (!video || !stream || video.srcObject === stream || !stream.getTracks().length) return;
    video.srcObject = stream;
    this.#countFrames(video);
    video.play().catch(() => undefined);
  }

  #countFrames(video: HTMLVideoElement): void {
    const counted = () => {
      if (!this.#framesCome) this.requestUpdate();
      this.#frames.frameCame(Date.now());
      if (this.isConnected) video.requestVideoFrameCallback(counted);
    };
    video.requestVideoFrameCallback(counted);
  }

  get #framesCome(): boolean {
    return this.#frames.moves(Date.now());
  }

  get #look(): string {
    return `${this.grey ? "grey" : ""} ${this.#isBlurred ? "blurred" : ""}`;
  }

  get #isBlurred(): boolean {
    const session = this.desk.force.sessions.get(this.sessionId);
    return this.blurred ?? (session !== undefined && this.desk.comesBlurred(session));
  }

  /** The newest still, for as long as it shows more than the frames do. */
  get #still(): { still: StillShown; cameAt: number } | null {
    const newest = this.desk.force.stills.get(this.sessionId);
    return newest && this.#frames.yieldsTo(newest.cameAt) ? newest : null;
  }

  #head(session: SessionView, picture: LivePicture): TemplateResult {
    const still = this.#still;
    const live = isLive(session, picture, this.#framesCome && !still);
    const quality = qualityWords(session, still?.cameAt ?? null, Date.now());
    return html`<b class="ref">${session.incident_ref}</b>
      ${live ? html`<span class="badge live">${icon("live")} LIVE</span>` : html`<span class="badge">${icon("clock")} ${still ? "Stills" : STANDSTILL[session.state]}</span>`}
      ${session.state === "ended" ? nothing : signalMark(signalOf(session))}
      ${quality ? html`<span class="quality-words">${icon("picture")} ${quality}</span>` : nothing}
      <span class="clock">${clockTime(this.desk.now)}</span>`;
  }

  /** What covers a picture that does not move: why, and what to say. */
  #veil(session: SessionView, picture: LivePicture): TemplateResult | typeof nothing {
    const camera = cameraWords(session);
    const trouble = pictureTrouble(session, picture) ?? camera;
    if ((this.#framesCome && !trouble) || (this.#still && !camera && session.state !== "ended"))
      return this.#isBlurred && this.blurred === null ? this.#blurVeil(session) : nothing;
    const invite = inviteOf(this.desk.force, session);
    const speech =
      invite && !trouble && session.state === "open" ? speak(invite, this.desk.forceName, this.desk.now) : null;
    const words = trouble ?? speech?.headline ?? this.#waitWords(session);
    return html`<div class="veil ${this.#frames.lastAt ? "over-picture" : ""}" role="status">
      <p class="veil-words">${icon(camera ? "pause" : "clock")} ${words}</p>
      ${speech?.say ? sayLine(speech.say) : nothing} ${invite && speech && !this.strip ? funnelSteps(invite) : nothing}
    </div>`;
  }

  /** Who is to look at hard things chooses the moment. */
  #blurVeil({ purpose }: SessionView): TemplateResult {
    return html`<div class="veil over-picture">
      <p class="veil-words">${icon("blur")} Blurred for now: ${PURPOSES[purpose].toLowerCase()}.</p>
      <button class="primary" @click=${() => (this.blurred = false)}>${icon("eye")} Show the picture</button>
    </div>`;
  }

  #waitWords(session: SessionView): string {
    if (this.desk.connection !== "open")
      return "Waiting for the connection to the server. It is tried again by itself.";
    if (this.#frames.lastAt && isThere(session))
      return `The picture stands still for ${age(this.#frames.lastAt, Date.now())}. It goes on by itself.`;
    if (!session.capabilities.includes("video")) return "No picture: video was not asked for or not agreed to.";
    if (isThere(session)) return "Waiting for the picture.";
    return session.camera
      ? "The camera does not send. The picture comes back when it does."
      : "The phone is not connected. The picture comes back when the page is open again.";
  }

  #foot(session: SessionView, picture: LivePicture): TemplateResult {
    return pictureFoot({
      desk: this.desk,
      session,
      picture,
      grey: this.grey,
      blurred: this.#isBlurred,
      toggle: (what) => {
        this.toggle(what);
      },
      replay: () => {
        goTo(this, { kind: "replay", sessionId: this.sessionId });
      },
      leave: this.#leave,
      end: () => (this.endingAsked = true),
    });
  }

  #endQuestion(session: SessionView): TemplateResult {
    return html`<div
      class="question"
      role="group"
      aria-label="End ${session.incident_ref}?"
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === "Escape") this.endingAsked = false;
      }}
    >
      <p>End <b>${session.incident_ref}</b> for everybody? Their picture stops, and the recording is sealed.</p>
      <button
        class="danger solid"
        ${ref((button) => {
          (button as HTMLElement | undefined)?.focus();
        })}
        @click=${this.#end}
      >
        ${icon("end")} End it
      </button>
      <button @click=${() => (this.endingAsked = false)}>Go on</button>
    </div>`;
  }

  readonly #end = (): void => {
    this.endingAsked = false;
    this.dispatchEvent(new CustomEvent("sightline-end", { bubbles: true, detail: this.sessionId }));
  };

  readonly #leave = (): void => {
    this.dispatchEvent(new CustomEvent("sightline-leave", { bubbles: true, detail: this.sessionId }));
  };

  #toggleSound(): void {
    const picture = this.desk.pictures.get(this.sessionId);
    if (picture) picture.soundOn = !picture.soundOn;
  }
}

function signalMark({ level, word }: SignalWords): TemplateResult {
  return html`<span class="signal ${level}">${icon(level === "lost" ? "warning" : "connect")} ${word}</span>`;
}

declare global {
  interface HTMLElementEventMap {
    "sightline-end": CustomEvent<string>;
    "sightline-leave": CustomEvent<string>;
    "sightline-focus": CustomEvent<string>;
  }
}
