/** The copies that may be downloaded, for whom the share allows it. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { SharedCopy } from "../../shared/messages";
import { icon } from "../../viewer/components/icons";
import { LightElement } from "../../viewer/components/light-element";
import { clockTime } from "../../viewer/components/moment";
import { followLink } from "../../viewer/library/follow-link";
import { sizeWords } from "../../viewer/library/material-words";
import type { ShareApi } from "../share-api";
import { failureWords } from "../words";

const KINDS: Record<SharedCopy["kind"], string> = { clip: "Clip", snapshot: "Picture", playable: "Film" };

@customElement("shared-copies")
export class SharedCopiesList extends LightElement {
  @property({ attribute: false }) api!: ShareApi;
  @state() private copies: readonly SharedCopy[] | null = null;
  @state() private problem = "";

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#try(async () => {
      this.copies = (await this.api.copies()).copies;
    });
  }

  protected override render(): TemplateResult {
    return html`<section aria-labelledby="copies-title">
      <h2 id="copies-title">Copies to download</h2>
      ${this.copies?.length === 0 ? html`<p class="muted">None has been made yet. Ask the officer.</p>` : nothing}
      <ul>
        ${this.copies?.map((copy) => html`<li>${this.#row(copy)}</li>`)}
      </ul>
      ${this.problem ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>` : nothing}
    </section>`;
  }

  #row(copy: SharedCopy): TemplateResult {
    const bytes = copy.files.reduce((sum, file) => sum + file.bytes, 0);
    return html`<button @click=${() => void this.#download(copy)}>
      ${icon("download")} ${KINDS[copy.kind]} from ${clockTime(copy.began_at)}, ${sizeWords(bytes)}
    </button>`;
  }

  async #download({ copy_id }: SharedCopy): Promise<void> {
    await this.#try(async () => {
      for (const { url, file } of (await this.api.copyFiles(copy_id)).files) followLink(url, file);
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
      this.problem = "";
    } catch (problem) {
      this.problem = failureWords(problem);
    }
  }
}
