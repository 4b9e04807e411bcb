/** Plays the files of a copy one after the other, each from an address that is good for a minute, and marks a part. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { createRef, ref } from "lit/directives/ref.js";
import type { CopyFile } from "../../../shared/messages";
import { icon } from "../../components/icons";
import { LightElement } from "../../components/light-element";
import { markButtons, markKey, type Mark } from "../../components/mark-buttons";
import { timelineBar } from "../../components/replay-timeline";
import { playOrPause, transport, transportKey } from "../../components/replay-transport";
import { bounds, type Stretched, type Timed } from "../../replay/timeline";
import { problemWords } from "../../state/problem-words";
import { span } from "../../words/times";
import { clockOf, filmTime, partAt, spanOf } from "./film-clock";

const UNPLAYABLE = "This browser cannot play it. Save it on its master's page, or have a playable copy made there.";
/** After so long without an error an address that fails has died of age, and is asked for anew. */
const ADDRESS_LIVES = 50_000;

@customElement("film-player")
export class FilmPlayer extends LightElement {
  @property({ attribute: false }) files: readonly CopyFile[] = [];
  /** Lets the files be given anew, with addresses that work. */
  @property({ attribute: false }) readdress!: () => Promise<void>;
  @property({ attribute: false }) marked: Stretched | null = null;
  /** Is told what is marked; null where no copies are made of it. */
  @property({ attribute: false }) mark: Mark | null = null;
  /** What lies over the picture. */
  @property({ attribute: false }) over: TemplateResult | typeof nothing = nothing;
  @state() private playingPart = 0;
  @state() private timed: Timed | null = null;
  @state() private shownAt = 0;
  @state() private playing = false;
  @state() private problem: string | null = null;
  readonly #video = createRef<HTMLVideoElement>();
  #addressedAt = 0;
  /** Where it goes on once the files have new addresses. */
  #goOn = { at: 0, playing: false };

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#video.value?.removeAttribute("src");
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("files")) return;
    this.#load(this.playingPart, this.#goOn.at);
    if (this.#goOn.playing) void this.#video.value?.play().catch(() => undefined);
    this.#goOn = { at: 0, playing: false };
  }

  /** Show the picture of a time, and stay there; who asked stands further down the page. */
  show(at: number): void {
    const part = partAt(this.files, at);
    this.#video.value?.pause();
    this.#video.value?.scrollIntoView({ block: "nearest" });
    if (part === this.playingPart) this.#seek(at);
    else this.#load(part, Math.max(0, this.#secondOf(part, at)));
  }

  protected override render(): TemplateResult {
    return html`<section class="replay film" aria-label="Film" @keydown=${this.#keys}>
      ${this.files.length > 1 ? this.#parts() : nothing}
      <div class="screen">
        <video
          ${ref(this.#video)}
          playsinline
          tabindex="0"
          aria-label="Film"
          @loadedmetadata=${this.#loaded}
          @timeupdate=${this.#moved}
          @seeked=${this.#moved}
          @play=${this.#plays}
          @pause=${this.#plays}
          @ended=${this.#next}
          @error=${() => void this.#failed()}
          @click=${() => {
            if (this.#video.value) playOrPause(this.#video.value);
          }}
        ></video>
        ${this.over} ${this.problem ? html`<p class="veil" role="alert"><span>${icon("warning")} ${this.problem}</span></p>` : nothing}
      </div>
      ${this.timed ? this.#controls(this.timed) : nothing}
    </section>`;
  }

  #parts(): TemplateResult {
    return html`<div class="transport" role="group" aria-label="Parts">
      ${this.files.map(
        ({ began_at }, index) =>
          html`<button aria-pressed=${index === this.playingPart ? "true" : "false"} @click=${() => { this.#load(index, 0); }}>
            Part ${index + 1}, ${filmTime(began_at)}
          </button>`,
      )}
    </div>`;
  }

  #controls(timed: Timed): TemplateResult | typeof nothing {
    const whole = bounds(timed, 0);
    if (!whole) return nothing;
    const words = clockOf(whole.from);
    return html`${timelineBar(timed, 0, this.shownAt, this.#seek, this.marked, words)}
      <div class="transport">
        ${transport(() => this.#video.value ?? null, this.playing)}
        <span class="shown-at">${words.shown(this.shownAt)} <span class="muted">of ${span(whole.to - whole.from)}</span></span>
      </div>
      ${this.mark ? markButtons(this.marked, this.shownAt, this.mark, words.spoken) : nothing}`;
  }

  #load(part: number, at: number): void {
    const [video, file] = [this.#video.value, this.files[part]];
    if (!video || !file) return;
    this.playingPart = part;
    this.problem = null;
    this.#addressedAt = performance.now();
    video.src = file.url;
    video.currentTime = at;
  }

  readonly #loaded = (): void => {
    const [video, file] = [this.#video.value, this.files[this.playingPart]];
    if (!video || !file) return;
    this.timed = spanOf(file, video.duration);
    this.#moved();
  };

  /** The store refuses an address that is too old: where it played before, it goes on with a new one. */
  async #failed(): Promise<void> {
    const video = this.#video.value;
    if (!video?.src) return;
    if (performance.now() - this.#addressedAt < ADDRESS_LIVES) {
      this.problem = UNPLAYABLE;
      return;
    }
    this.#goOn = { at: video.currentTime, playing: this.playing };
    try {
      await this.readdress();
    } catch (problem) {
      this.problem = problemWords(problem);
    }
  }

  readonly #next = (): void => {
    if (this.playingPart + 1 >= this.files.length) return;
    this.#load(this.playingPart + 1, 0);
    void this.#video.value?.play().catch(() => undefined);
  };

  /** Whoever lays something over the picture is told which one is shown; a film without pictures shows none. */
  readonly #moved = (): void => {
    const [video, file] = [this.#video.value, this.files[this.playingPart]];
    if (!video || !file) return;
    this.shownAt = Date.parse(file.began_at) + video.currentTime * 1000;
    const detail = video.videoWidth ? this.shownAt : null;
    this.dispatchEvent(new CustomEvent("sightline-shown-at", { bubbles: true, detail }));
  };

  readonly #plays = ({ target }: Event): void => {
    this.playing = !(target as HTMLMediaElement).paused;
  };

  readonly #seek = (at: number): void => {
    if (!this.#video.value) return;
    this.#video.value.currentTime = this.#secondOf(this.playingPart, at);
    this.shownAt = at;
  };

  #secondOf(part: number, at: number): number {
    return (at - Date.parse(this.files[part]?.began_at ?? "")) / 1000;
  }

  readonly #keys = (event: KeyboardEvent): void => {
    if (this.#video.value) transportKey(event, this.#video.value);
    const { target } = event;
    const types = target instanceof HTMLInputElement && target.type !== "range";
    if (this.mark && this.timed && !types) markKey(event, this.marked, this.shownAt, this.mark);
  };
}
