/** The uploaded file itself, to be saved under its own name; that it was fetched is written down. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { MaterialView } from "../../../shared/messages";
import { icon } from "../../components/icons";
import { DeskElement } from "../../components/light-element";
import { problemWords } from "../../state/problem-words";
import { unlessAsked } from "../ask-reason";
import { followLink } from "../follow-link";
import { LibraryApi } from "../library-api";
import { sizeWords } from "../material-words";

@customElement("file-panel")
export class FilePanel extends DeskElement {
  @property({ attribute: false }) material!: MaterialView;
  @state() private problem = "";

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="file-title">
      <h2 id="file-title">${icon("download")} The file</h2>
      <p class="muted">As it came, byte for byte.</p>
      ${this.problem ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>` : nothing}
      <div class="actions">
        <button class="primary" @click=${this.#save}>
          ${icon("download")} Save the file, ${sizeWords(this.material.byte_count)}
        </button>
      </div>
    </section>`;
  }

  readonly #save = async (): Promise<void> => {
    const save = async () => {
      const { url } = await new LibraryApi(this.desk.api).file(this.material.material_id, "save");
      followLink(url, this.material.title);
      this.problem = "";
    };
    try {
      await unlessAsked(this, save, () => void this.#save());
    } catch (problem) {
      this.problem = problemWords(problem);
    }
  };
}
