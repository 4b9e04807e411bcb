/** A recording under its watermark, as officers replay it: its picture, its gaps, its stills, what officers said. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { createRef, ref } from "lit/directives/ref.js";
import type { RecordingView, ShareForRecipient, Stills, VoiceView } from "../../shared/messages";
import { LightElement } from "../../viewer/components/light-element";
import type { OpenVoice } from "../../viewer/components/officer-voice";
import "../../viewer/components/officer-voice";
import { gapList } from "../../viewer/components/replay-timeline";
import "../../viewer/components/still-strip";
import { voiceList } from "../../viewer/components/voice-list";
import type { RecordingSource } from "../../viewer/replay/recording-player";
import type { Stretch } from "../../viewer/replay/timeline";
import type { ShareApi } from "../share-api";
import { failureWords } from "../words";
import type { FilmScreen } from "./film-screen";
import "./film-screen";
import "./shared-files";
import { watermark } from "./watermark";

/** A recipient's addresses live for 5 s: few at a time, each fetched soon. */
const SPAN = { run: 3, freshMilliseconds: 3_000 };

@customElement("shared-recording")
export class SharedRecording extends LightElement {
  @property({ attribute: false }) api!: ShareApi;
  @property({ attribute: false }) share!: ShareForRecipient;
  @property({ attribute: false }) now = 0;
  @state() private recording: RecordingView | null = null;
  @state() private stretches: readonly Stretch[] = [];
  @state() private problem: string | null = null;
  /** Whether this browser plays nothing piece by piece: then a copy that every player plays is shown, if one was made. */
  @state() private plain = false;
  readonly #film = createRef<FilmScreen>();
  #close: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close?.();
    this.#close = null;
  }

  protected override render(): TemplateResult {
    const { api, share, now, recording } = this;
    return html`${this.plain
      ? html`<shared-files .api=${api} .share=${share} .now=${now}></shared-files>`
      : html`<film-screen
          ${ref(this.#film)}
          .share=${share}
          .now=${now}
          .label=${`Recording of incident ${share.incident_ref}`}
          .timed=${recording}
          .stretches=${this.stretches}
          .problem=${this.problem}
        ></film-screen>`}
    ${recording ? this.#beside(recording) : nothing}`;
  }

  #beside({ session_id, gaps, voices }: RecordingView): TemplateResult {
    return html`${gapList(gaps)}
      <still-strip
        .sessionId=${session_id}
        .read=${this.#stills}
        .show=${this.#seek}
        .over=${watermark(this.share, this.now)}
      ></still-strip>
      ${voiceList(voices ?? [], this.#voice)}`;
  }

  readonly #voice = (voice: VoiceView): TemplateResult =>
    html`<officer-voice .voice=${voice} .open=${this.#openVoice} .show=${this.#seek}></officer-voice>`;

  readonly #stills = (first: number, count: number): Promise<Stills> => this.api.stills(first, count);

  readonly #seek = (wallTime: number): void => {
    this.#film.value?.seek(wallTime);
  };

  async #open(): Promise<void> {
    try {
      this.recording = await this.api.recording();
      if (this.recording.fragment_count) await this.#play(this.recording);
      else this.problem = "There is no moving picture in this recording.";
    } catch (problem) {
      this.problem = failureWords(problem);
    }
  }

  async #play({ state: standing }: RecordingView): Promise<void> {
    const { canPlayRecordings, openRecording } = await import("../../viewer/replay/recording-player");
    const video = this.#film.value?.video;
    if (!video || !this.isConnected) return;
    if (!canPlayRecordings()) {
      this.plain = true;
      return;
    }
    this.#close = openRecording(video, {
      ...this.#source(),
      from: standing === "ended" ? "start" : "edge",
      onStretches: (stretches) => (this.stretches = stretches),
      onTrouble: (words) => (this.problem = words),
    });
    await video.play().catch(() => undefined);
  }

  readonly #openVoice: OpenVoice = async (audio, voiceId, onTrouble) => {
    const { openRecording } = await import("../../viewer/replay/recording-player");
    return openRecording(audio, { ...this.#source(voiceId), from: "start", onTrouble });
  };

  #source(voiceId?: string): RecordingSource {
    return {
      playlist: `/api/share/playlist${voiceId ? `?voice=${voiceId}` : ""}`,
      fragments: (first, count) => this.api.fragments(first, count, voiceId),
      bearer: this.api.bearer,
      span: SPAN,
    };
  }
}
