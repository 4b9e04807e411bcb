/** What one officer said to the citizen: when, for how long, and a player that is fetched when somebody listens. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { createRef, ref } from "lit/directives/ref.js";
import type { VoiceView } from "../../shared/messages";
import { span } from "../words/times";
import { icon } from "./icons";
import { LightElement } from "./light-element";
import { clockTime, timeWords } from "./moment";

/** Opens a player of what was said; returns the way to close it. `onTrouble` hears why it does not play. */
export type OpenVoice = (
  audio: HTMLMediaElement,
  voiceId: string,
  onTrouble: (words: string) => void,
) => Promise<() => void>;

@customElement("officer-voice")
export class OfficerVoice extends LightElement {
  @property({ attribute: false }) open!: OpenVoice;
  @property({ attribute: false }) voice!: VoiceView;
  /** Is given the wall clock of its beginning, in milliseconds, to show the picture then. */
  @property({ attribute: false }) show: (wallTime: number) => void = () => undefined;
  @state() private listening = false;
  @state() private problem: string | null = null;
  readonly #audio = createRef<HTMLAudioElement>();
  #close: (() => void) | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close?.();
    this.#close = null;
    this.listening = false;
  }

  protected override render(): TemplateResult {
    const { began_at: beganAt, ended_at: endedAt } = this.voice;
    const length = Date.parse(endedAt) - Date.parse(beganAt);
    return html`${icon("microphone")}
      <span class="voice-words">${clockTime(beganAt)}: ${this.#speaker} spoke for ${span(length)}; recorded</span>
      <span class="actions">
        ${this.listening ? this.#player() : this.#listenButton()}
        <button
          class="small"
          aria-label="Show the picture at ${timeWords(beganAt)}"
          @click=${() => {
            this.show(Date.parse(beganAt));
          }}
        >
          ${icon("picture")} Show the picture then
        </button>
      </span>
      ${this.problem ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>` : nothing}`;
  }

  get #speaker(): string {
    return this.voice.speaker_name ?? "an officer";
  }

  get #name(): string {
    return `what ${this.#speaker} said at ${timeWords(this.voice.began_at)}`;
  }

  #listenButton(): TemplateResult {
    return html`<button class="small" aria-label="Listen to ${this.#name}" @click=${() => void this.#listen()}>
      ${icon("play")} Listen
    </button>`;
  }

  #player(): TemplateResult {
    return html`<audio ${ref(this.#audio)} controls tabindex="0" aria-label="Recording of ${this.#name}"></audio>`;
  }

  /** The player takes the button's place, and with it the keyboard. */
  async #listen(): Promise<void> {
    this.listening = true;
    await this.updateComplete;
    const audio = this.#audio.value;
    if (!audio) return;
    const close = await this.open(audio, this.voice.recording_id, (words) => (this.problem = words));
    if (!this.isConnected) {
      close();
      return;
    }
    this.#close = close;
    audio.focus();
    await audio.play().catch(() => undefined);
  }
}
