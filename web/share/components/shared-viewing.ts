/** What is shared, for as long as the viewing stands: without an answer it is hidden and silent, at its end it is gone. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ShareForRecipient } from "../../shared/messages";
import { icon } from "../../viewer/components/icons";
import { LightElement } from "../../viewer/components/light-element";
import { oneAtATime } from "../../viewer/replay/one-at-a-time";
import type { ShareApi } from "../share-api";
import { Standing } from "../standing";
import "./shared-copies";
import "./shared-files";
import "./shared-recording";

const TICK = 1_000;

@customElement("shared-viewing")
export class SharedViewing extends LightElement {
  @property({ attribute: false }) api!: ShareApi;
  @property({ attribute: false }) share!: ShareForRecipient;
  @state() private reached = true;
  @state() private now = Date.now();
  #standing: Standing | null = null;
  #tick: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#standing = new Standing(() => this.api.standing(), { ended: this.#ended, reached: this.#reached });
    this.#standing.watch();
    this.#tick = setInterval(() => {
      this.now = Date.now();
    }, TICK);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#standing?.stop();
    clearInterval(this.#tick);
  }

  protected override render(): TemplateResult {
    return html`${this.reached ? nothing : lost}
      <div class="replay" ?hidden=${!this.reached} @play=${oneAtATime}>
        ${this.#shared()}
        ${this.share.may_download ? html`<shared-copies .api=${this.api} .kind=${this.share.kind}></shared-copies>` : nothing}
      </div>`;
  }

  #shared(): TemplateResult {
    const { api, share, now } = this;
    if (share.kind === "session")
      return html`<shared-recording .api=${api} .share=${share} .now=${now}></shared-recording>`;
    return html`<shared-files .api=${api} .share=${share} .now=${now}></shared-files>`;
  }

  readonly #ended = (words: string, code: string): void => {
    this.dispatchEvent(new CustomEvent("sightline-viewing-ended", { detail: { words, code } }));
  };

  readonly #reached = (reached: boolean): void => {
    this.reached = reached;
    if (reached) return;
    for (const media of this.querySelectorAll<HTMLMediaElement>("video, audio")) media.pause();
  };
}

const lost = html`<p class="problem" role="alert">
  ${icon("warning")} There is no connection. What you were viewing comes back with it.
</p>`;
