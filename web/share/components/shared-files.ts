/** A copy or a file that is shared: fetched whole, shown under the watermark, let go of with the page. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { createRef, ref } from "lit/directives/ref.js";
import type { ShareForRecipient } from "../../shared/messages";
import { icon } from "../../viewer/components/icons";
import { LightElement } from "../../viewer/components/light-element";
import { filmTime } from "../../viewer/library/film/film-clock";
import { sizeWords } from "../../viewer/library/material-words";
import type { ShareApi } from "../share-api";
import { viewables, type Viewable } from "../viewables";
import { fetchWhole } from "../whole-file";
import { called, failureWords } from "../words";
import "./film-screen";
import { fullScreenButton, stay } from "./film-screen";
import { watermark } from "./watermark";

@customElement("shared-files")
export class SharedFiles extends LightElement {
  @property({ attribute: false }) api!: ShareApi;
  @property({ attribute: false }) share!: ShareForRecipient;
  @property({ attribute: false }) now = 0;
  @state() private files: readonly Viewable[] | null = null;
  @state() private chosen: Viewable | null = null;
  /** Where the page itself keeps what is shown. */
  @state() private address: string | null = null;
  @state() private bytes = 0;
  @state() private problem: string | null = null;
  readonly #screen = createRef<HTMLElement>();
  #fetching = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget();
  }

  protected override render(): TemplateResult {
    return html`${this.problem ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>` : nothing}
      ${this.files?.length === 0 ? this.#nothingToShow() : nothing} ${this.#parts()}
      ${this.chosen ? this.#shown(this.chosen) : nothing}`;
  }

  #nothingToShow(): TemplateResult {
    const then = this.share.may_download
      ? "Save it below, and open it with the program that it was made for."
      : "Ask the officer for a copy that every player plays.";
    return html`<p class="note">${icon("picture")} <span>Browsers cannot show this ${called(this.share.kind)}. ${then}</span></p>`;
  }

  #parts(): TemplateResult | typeof nothing {
    if (!this.files || this.files.length < 2) return nothing;
    return html`<div class="parts" role="group" aria-label="Parts">
      ${this.files.map(
        (file, index) =>
          html`<button aria-pressed=${file === this.chosen ? "true" : "false"} @click=${() => void this.#show(file)}>
            Part ${index + 1}, from ${filmTime(file.beganAt)}
          </button>`,
      )}
    </div>`;
  }

  #shown(file: Viewable): TemplateResult {
    if (this.address === null) return this.problem ? html`` : this.#progress(file);
    return file.mediaType.startsWith("image/") ? this.#picture(this.address) : this.#film(file, this.address);
  }

  #progress({ bytes }: Viewable): TemplateResult {
    return html`<div class="screen waiting">
      <label>
        <progress max=${bytes} .value=${this.bytes}></progress>
        Fetching it, ${sizeWords(this.bytes)} of ${sizeWords(bytes)} …
      </label>
    </div>`;
  }

  #picture(address: string): TemplateResult {
    return html`<div class="screen" ${ref(this.#screen)}>
        <img src=${address} alt="Picture of incident ${this.share.incident_ref}" @contextmenu=${stay} />
        ${watermark(this.share, this.now)}
      </div>
      <div class="transport">${fullScreenButton(() => this.#screen.value)}</div>`;
  }

  #film({ name, beganAt }: Viewable, address: string): TemplateResult {
    const film = html`<film-screen
      .share=${this.share}
      .now=${this.now}
      .label=${`Film of incident ${this.share.incident_ref}`}
      .src=${address}
      .beganAt=${beganAt}
    ></film-screen>`;
    return html`${keyed(name, film)}`;
  }

  async #read(): Promise<void> {
    try {
      this.files = viewables(await this.api.copies(), this.share.kind, this.api);
    } catch (problem) {
      this.problem = failureWords(problem);
    }
    const first = this.files?.[0];
    if (first && this.isConnected) await this.#show(first);
  }

  async #show(file: Viewable): Promise<void> {
    this.#forget();
    this.chosen = file;
    const { signal } = (this.#fetching = new AbortController());
    try {
      const told = (bytes: number) => (this.bytes = bytes);
      const blob = await fetchWhole(await file.address(), file.mediaType, { told, signal });
      if (!signal.aborted) this.address = URL.createObjectURL(blob);
    } catch (problem) {
      if (!signal.aborted) this.problem = failureWords(problem);
    }
  }

  #forget(): void {
    this.#fetching.abort();
    if (this.address) URL.revokeObjectURL(this.address);
    this.address = this.problem = null;
    this.bytes = 0;
  }
}
