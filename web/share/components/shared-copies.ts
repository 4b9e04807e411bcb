/** What may be saved, for whom the share allows it: copies, and a file as it was brought in. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { MaterialKind, SharedCopies, SharedCopy, SharedFile } from "../../shared/messages";
import { icon } from "../../viewer/components/icons";
import { LightElement } from "../../viewer/components/light-element";
import { filmTime } from "../../viewer/library/film/film-clock";
import { followLink } from "../../viewer/library/follow-link";
import { sizeWords } from "../../viewer/library/material-words";
import type { ShareApi } from "../share-api";
import { called, failureWords } from "../words";

const KINDS: Partial<Record<MaterialKind, string>> = { clip: "Clip", snapshot: "Picture" };

@customElement("shared-copies")
export class SharedCopiesList extends LightElement {
  @property({ attribute: false }) api!: ShareApi;
  @property({ attribute: false }) kind: MaterialKind = "session";
  @state() private found: SharedCopies | null = null;
  @state() private problem = "";

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#try(async () => {
      this.found = await this.api.copies();
    });
  }

  protected override render(): TemplateResult {
    return html`<section class="to-save" aria-labelledby="copies-title">
      <h2 id="copies-title">To save</h2>
      ${this.found ? this.#list(this.found) : nothing}
      ${this.problem ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>` : nothing}
    </section>`;
  }

  #list({ copies, file }: SharedCopies): TemplateResult {
    if (!copies.length && !file)
      return html`<p class="muted">No copy of this ${called(this.kind)} has been made yet. Ask the officer for one.</p>`;
    return html`<ul>
      ${file ? html`<li>${this.#file(file)}</li>` : nothing} ${copies.map((copy) => html`<li>${this.#copy(copy)}</li>`)}
    </ul>`;
  }

  #file({ file_name, bytes }: SharedFile): TemplateResult {
    const save = () => this.#try(async () => { followLink((await this.api.file("save")).url, file_name); });
    return this.#row(html`The file ${file_name}`, bytes, save);
  }

  #copy({ copy_id, kind, began_at, files }: SharedCopy): TemplateResult {
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const save = () =>
      this.#try(async () => {
        for (const { url, file } of (await this.api.copyFiles(copy_id, "save")).files) followLink(url, file);
      });
    const name = KINDS[kind] ?? "Film";
    return this.#row(html`${name} from ${filmTime(began_at)}`, bytes, save);
  }

  #row(name: TemplateResult, bytes: number, save: () => Promise<void>): TemplateResult {
    return html`<button @click=${() => void save()}>
      ${icon("download")} <span>${name}, ${sizeWords(bytes)}</span>
    </button>`;
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
