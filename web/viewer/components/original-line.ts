/** The phone's own recording beside the live one: whether it is on its way, arrived or closed, and a download of it. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { OriginalView } from "../../shared/messages";
import { problemWords } from "../state/problem-words";
import { originalWords } from "../words/original-words";
import { icon } from "./icons";
import { DeskElement } from "./light-element";
import { saveFile } from "./save-file";

@customElement("original-line")
export class OriginalLine extends DeskElement {
  @property({ attribute: false }) sessionId = "";
  @property({ attribute: false }) original!: OriginalView;
  @state() private fetching: string | null = null;
  @state() private problem: string | null = null;

  protected override render(): TemplateResult {
    const { declared_pieces: declared, stored_pieces: stored, sealed_at: sealedAt } = this.original;
    return html`<section class="seal" aria-labelledby="original-title">
      <h2 id="original-title">${icon("camera")} Better copy</h2>
      <p>${originalWords(this.original)}</p>
      ${stored < declared && !sealedAt
        ? html`<progress max=${declared} .value=${stored} aria-label="Better copy, pieces that have arrived"></progress>`
        : nothing}
      ${stored ? this.#download() : nothing}
      ${this.problem ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>` : nothing}
    </section>`;
  }

  #download(): TemplateResult {
    return html`<button aria-disabled=${this.fetching ? "true" : "false"} @click=${this.#save}>
      ${this.fetching ?? "Download what has arrived"}
    </button>`;
  }

  readonly #save = async (): Promise<void> => {
    if (this.fetching) return;
    const { sessionId } = this;
    this.problem = null;
    this.fetching = "Fetching …";
    try {
      const { fetchFilms } = await import("../replay/original-film");
      const films = await fetchFilms(
        (first) => this.desk.api.original(sessionId, first),
        (done, total) => (this.fetching = `Fetching ${done} of ${total} …`),
      );
      for (const { name, blob } of films) saveFile(name, blob);
    } catch (problem) {
      this.problem = problemWords(problem);
    } finally {
      this.fetching = null;
    }
  };
}
