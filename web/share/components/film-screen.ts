/** A film under its watermark, with its time and its buttons. Who uses it fills it: piece by piece, or with one `src`. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { createRef, ref } from "lit/directives/ref.js";
import type { ShareForRecipient } from "../../shared/messages";
import { icon } from "../../viewer/components/icons";
import { LightElement } from "../../viewer/components/light-element";
import { timelineBar } from "../../viewer/components/replay-timeline";
import { playOrPause, transport, transportKey } from "../../viewer/components/replay-transport";
import { clockOf, spanOf } from "../../viewer/library/film/film-clock";
import { bounds, mediaTimeAt, wallTimeAt, type Stretch, type Timed } from "../../viewer/replay/timeline";
import { span } from "../../viewer/words/times";
import { watermark } from "./watermark";

const UNPLAYABLE = "This browser cannot play it. Use another one, or ask the officer for a copy that every player plays.";

@customElement("film-screen")
export class FilmScreen extends LightElement {
  @property({ attribute: false }) share!: ShareForRecipient;
  @property({ attribute: false }) now = 0;
  @property({ attribute: false }) label = "";
  @property({ attribute: false }) problem: string | null = null;
  /** What is played piece by piece, and where its pieces lie on the wall clock. */
  @property({ attribute: false }) timed: Timed | null = null;
  @property({ attribute: false }) stretches: readonly Stretch[] = [];
  /** What is played whole. */
  @property({ attribute: false }) src: string | null = null;
  /** The instant of its first picture. */
  @property({ attribute: false }) beganAt = "";
  @state() private shownAt: number | null = null;
  @state() private playing = false;
  readonly #video = createRef<HTMLVideoElement>();
  readonly #screen = createRef<HTMLElement>();

  get video(): HTMLVideoElement | null {
    return this.#video.value ?? null;
  }

  /** Show the picture of that moment, in milliseconds of the wall clock. */
  readonly seek = (wallTime: number): void => {
    const time = mediaTimeAt(this.stretches, wallTime);
    if (time !== null && this.video) this.video.currentTime = time;
  };

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("src") && this.src && this.video) this.video.src = this.src;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.video?.removeAttribute("src");
  }

  protected override render(): TemplateResult {
    return html`<section class="film" aria-label="Film" @keydown=${this.#keys}>
      <div class="screen" ${ref(this.#screen)}>
        <video
          ${ref(this.#video)}
          playsinline
          disablepictureinpicture
          disableremoteplayback
          tabindex="0"
          aria-label=${this.label}
          @loadedmetadata=${this.#loaded}
          @timeupdate=${this.#moved}
          @seeked=${this.#moved}
          @play=${this.#plays}
          @pause=${this.#plays}
          @emptied=${this.#plays}
          @error=${this.#failed}
          @click=${this.#press}
          @contextmenu=${stay}
        ></video>
        ${watermark(this.share, this.now)}
        ${this.problem ? html`<p class="veil" role="alert"><span>${icon("warning")} ${this.problem}</span></p>` : nothing}
      </div>
      ${this.timed ? this.#controls(this.timed) : nothing}
    </section>`;
  }

  #controls(timed: Timed): TemplateResult | typeof nothing {
    const whole = bounds(timed, this.now);
    if (!whole) return nothing;
    const at = this.shownAt ?? whole.from;
    const words = clockOf(whole.from);
    return html`${timelineBar(timed, this.now, at, this.seek, null, words)}
      <div class="transport">
        ${transport(() => this.video, this.playing)} ${fullScreenButton(() => this.#screen.value)}
        <span class="shown-at">${words.shown(at)} <span class="muted">of ${span(whole.to - whole.from)}</span></span>
      </div>`;
  }

  /** A whole film says itself how long it is. */
  readonly #loaded = (): void => {
    if (!this.src || !this.video) return;
    const { duration } = this.video;
    this.stretches = [{ start: 0, duration, beganAt: Date.parse(this.beganAt) }];
    this.timed = spanOf({ began_at: this.beganAt }, duration);
    void this.video.play().catch(() => undefined);
  };

  readonly #failed = (): void => {
    if (this.src) this.problem = UNPLAYABLE;
  };

  readonly #moved = (): void => {
    this.shownAt = wallTimeAt(this.stretches, this.video?.currentTime ?? 0);
  };

  readonly #plays = ({ target }: Event): void => {
    this.playing = !(target as HTMLMediaElement).paused;
  };

  readonly #press = (): void => {
    if (this.video) playOrPause(this.video);
  };

  readonly #keys = (event: KeyboardEvent): void => {
    if (this.video) transportKey(event, this.video);
  };
}

/** The screen with its watermark is what fills the monitor, never the bare picture. */
export function fullScreenButton(screen: () => HTMLElement | undefined): TemplateResult | typeof nothing {
  if (!document.fullscreenEnabled) return nothing;
  return html`<button @click=${() => void screen()?.requestFullscreen()}>${icon("expand")} Full screen</button>`;
}

/** No menu that saves a picture: it keeps nobody who knows better, and offers nothing to who does not. */
export function stay(event: Event): void {
  event.preventDefault();
}
