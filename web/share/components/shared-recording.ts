/** The recording under its watermark, for as long as the viewing stands. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { createRef, ref } from "lit/directives/ref.js";
import type { RecordingView, ShareForRecipient } from "../../shared/messages";
import { icon } from "../../viewer/components/icons";
import { LightElement } from "../../viewer/components/light-element";
import { clockTime, dayAndTime } from "../../viewer/components/moment";
import { gapList, timelineBar } from "../../viewer/components/replay-timeline";
import { playOrPause, transport, transportKey } from "../../viewer/components/replay-transport";
import { bounds, mediaTimeAt, wallTimeAt, type Stretch } from "../../viewer/replay/timeline";
import { span } from "../../viewer/words/times";
import type { ShareApi } from "../share-api";
import { fetchPlainFilm } from "../plain-film";
import { Standing } from "../standing";
import { failureWords } from "../words";
import "./shared-copies";
import { watermark } from "./watermark";

const TICK = 1_000;
/** A recipient's addresses live for 5 s: few at a time, each fetched soon. */
const SPAN = { run: 3, freshMilliseconds: 3_000 };
const LOST = "There is no connection. The recording comes back with it.";

@customElement("shared-recording")
export class SharedRecording extends LightElement {
  @property({ attribute: false }) api!: ShareApi;
  @property({ attribute: false }) share!: ShareForRecipient;
  @state() private recording: RecordingView | null = null;
  @state() private stretches: readonly Stretch[] = [];
  @state() private shownAt: number | null = null;
  @state() private playing = false;
  @state() private problem: string | null = null;
  @state() private reached = true;
  @state() private now = Date.now();
  readonly #video = createRef<HTMLVideoElement>();
  readonly #screen = createRef<HTMLElement>();
  #standing: Standing | null = null;
  #tick: ReturnType<typeof setInterval> | undefined;
  #close: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#standing = new Standing(() => this.api.standing(), { ended: this.#ended, reached: this.#reached });
    this.#standing.watch();
    this.#tick = setInterval(() => {
      this.now = Date.now();
    }, TICK);
    void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#standing?.stop();
    clearInterval(this.#tick);
    this.#close?.();
    this.#close = null;
  }

  protected override render(): TemplateResult {
    return html`<section class="replay" aria-label="Recording" @keydown=${this.#keys}>
      <p class="muted">${this.#about()}</p>
      <div class="screen" ${ref(this.#screen)}>
        <video
          ${ref(this.#video)}
          playsinline
          disablepictureinpicture
          disableremoteplayback
          tabindex="0"
          aria-label="Recording of incident ${this.share.incident_ref}"
          ?hidden=${!this.reached}
          @timeupdate=${this.#moved}
          @seeked=${this.#moved}
          @play=${this.#plays}
          @pause=${this.#plays}
          @click=${this.#press}
          @contextmenu=${(event: Event) => {
            event.preventDefault();
          }}
        ></video>
        ${watermark(this.share, this.now)} ${this.#veil()}
      </div>
      ${this.recording ? this.#controls(this.recording) : nothing}
    </section>`;
  }

  #about(): TemplateResult {
    const began = this.recording?.began_at;
    const since = began ? html`· ${dayAndTime(began)}` : nothing;
    return html`${this.share.force_name} · incident ${this.share.incident_ref} ${since}`;
  }

  #veil(): TemplateResult | typeof nothing {
    const words = this.reached ? this.problem : LOST;
    return words ? html`<p class="veil" role="alert">${icon("warning")} ${words}</p>` : nothing;
  }

  #controls(recording: RecordingView): TemplateResult | typeof nothing {
    const whole = bounds(recording, this.now);
    if (!whole) return nothing;
    const at = this.shownAt ?? whole.from;
    return html`${timelineBar(recording, this.now, at, this.#seek)}
      <div class="transport">
        ${transport(() => this.#video.value ?? null, this.playing)} ${this.#fullScreenButton()}
        <span class="shown-at">${clockTime(at)} <span class="muted">of ${span(whole.to - whole.from)}</span></span>
      </div>
      ${gapList(recording.gaps)}
      ${this.share.may_download ? html`<shared-copies .api=${this.api}></shared-copies>` : nothing}`;
  }

  /** The screen with its watermark is what fills the monitor, never the bare picture. */
  #fullScreenButton(): TemplateResult | typeof nothing {
    if (!document.fullscreenEnabled) return nothing;
    return html`<button @click=${() => void this.#screen.value?.requestFullscreen()}>Full screen</button>`;
  }

  async #open(): Promise<void> {
    try {
      this.recording = await this.api.recording();
      if (this.recording.fragment_count) await this.#play(this.recording);
      else this.problem = "There is no moving picture in this recording.";
    } catch (problem) {
      this.problem = failureWords(problem);
    }
  }

  async #play(recording: RecordingView): Promise<void> {
    const { canPlayRecordings, openRecording } = await import("../../viewer/replay/recording-player");
    const video = this.#video.value;
    if (!video || !this.isConnected) return;
    if (!canPlayRecordings()) {
      await this.#playPlainFilm(video);
      return;
    }
    this.#close = openRecording(video, {
      playlist: "/api/share/playlist",
      fragments: (first, count) => this.api.fragments(first, count),
      bearer: this.api.bearer,
      span: SPAN,
      from: recording.state === "ended" ? "start" : "edge",
      onStretches: (stretches) => (this.stretches = stretches),
      onTrouble: (words) => (this.problem = words),
    });
    await video.play().catch(() => undefined);
  }

  async #playPlainFilm(video: HTMLVideoElement): Promise<void> {
    const film = await fetchPlainFilm(this.api);
    if (!film) {
      this.problem = "This browser cannot play it. Use another one, or ask the officer for a film of it.";
      return;
    }
    video.addEventListener("loadedmetadata", () => {
      this.stretches = [{ start: 0, duration: video.duration, beganAt: film.beganAt }];
    });
    video.src = film.address;
    this.#close = () => {
      video.removeAttribute("src");
      URL.revokeObjectURL(film.address);
    };
  }

  readonly #ended = (words: string, code: string): void => {
    this.dispatchEvent(new CustomEvent("sightline-viewing-ended", { detail: { words, code } }));
  };

  readonly #reached = (reached: boolean): void => {
    this.reached = reached;
    if (!reached) this.#video.value?.pause();
  };

  readonly #moved = (): void => {
    this.shownAt = wallTimeAt(this.stretches, this.#video.value?.currentTime ?? 0);
  };

  readonly #plays = ({ target }: Event): void => {
    this.playing = !(target as HTMLMediaElement).paused;
  };

  readonly #press = (): void => {
    if (this.#video.value) playOrPause(this.#video.value);
  };

  readonly #seek = (wallTime: number): void => {
    const time = mediaTimeAt(this.stretches, wallTime);
    if (time !== null && this.#video.value) this.#video.value.currentTime = time;
  };

  readonly #keys = (event: KeyboardEvent): void => {
    if (this.#video.value) transportKey(event, this.#video.value);
  };
}
