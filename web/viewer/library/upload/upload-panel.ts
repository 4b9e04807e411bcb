/** Brings files in: dropped here or chosen, for one incident, one after the other, each with its progress. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { icon } from "../../components/icons";
import { DeskElement } from "../../components/light-element";
import type { Sending } from "../../../shared/upload/sending";
import { isOver, uploadWords } from "./upload-words";
import { uploadsOf } from "./uploads";
import { sizeWords } from "../material-words";
import "./upload-panel.css";

@customElement("upload-panel")
export class UploadPanel extends DeskElement {
  @state() private incidentRef = "";
  @state() private over = false;
  @state() private wanting = false;
  #stopListening: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopListening = uploadsOf(this.desk).subscribe(() => {
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
  }

  protected override render(): TemplateResult {
    const { files } = uploadsOf(this.desk);
    return html`<section class="upload" aria-label="Bring in files">
      <p class="muted">CCTV, body-worn video, photographs, papers: up to 20 GB each, kept exactly as they are.</p>
      <label class="field"
        >Incident
        <input
          name="incident_ref"
          maxlength="64"
          autocomplete="off"
          aria-invalid=${this.wanting ? "true" : "false"}
          aria-describedby="upload-wanting"
          .value=${this.incidentRef}
          @input=${(event: Event) => {
            this.incidentRef = (event.target as HTMLInputElement).value;
            this.wanting = false;
          }}
      /></label>
      <p id="upload-wanting" class="problem" role="alert" ?hidden=${!this.wanting}>
        ${icon("warning")} Say first which incident the files belong to.
      </p>
      <label class="drop ${this.over ? "over" : ""}" @dragover=${this.#dragged} @dragleave=${this.#left} @drop=${this.#dropped}>
        <input type="file" multiple @change=${this.#chosen} />
        <span>${icon("plus")} Choose files, or drop them here</span>
      </label>
      ${files.length ? html`<ul class="uploads">${files.map((each) => this.#row(each))}</ul>` : nothing}
    </section>`;
  }

  #row(each: Sending): TemplateResult {
    const { phase, share, file } = each;
    const went = phase === "refused" || phase === "failed";
    return html`<li>
      <p class="upload-name"><strong>${file.name}</strong> <span class="muted">${sizeWords(file.size)}</span></p>
      ${isOver(phase) ? nothing : html`<progress max="1" .value=${share} aria-label=${`How much of ${file.name} is sent`}></progress>`}
      <p class=${went ? "problem" : "muted"} role="status">${went ? icon("warning") : nothing} ${uploadWords(each)}</p>
      <div class="actions">${this.#buttons(each)}</div>
    </li>`;
  }

  #buttons(each: Sending): TemplateResult | typeof nothing {
    const press = (words: string, act: () => void) =>
      html`<button aria-label=${`${words}: ${each.file.name}`} @click=${act}>${words}</button>`;
    switch (each.phase) {
      case "sending":
        return press("Pause", () => {
          each.pause();
        });
      case "paused":
        return press("Go on", () => {
          each.resume();
        });
      case "failed":
        return press("Try again", () => void each.run());
      case "stored":
        return html`<a class="button" href=${`#/material/${each.uploadId ?? ""}`}>Show <span class="unseen">${each.file.name}</span></a>`;
      default:
        return nothing;
    }
  }

  readonly #dragged = (event: DragEvent): void => {
    event.preventDefault();
    this.over = true;
  };

  readonly #left = (): void => {
    this.over = false;
  };

  readonly #dropped = (event: DragEvent): void => {
    event.preventDefault();
    this.over = false;
    this.#take(event.dataTransfer?.files);
  };

  readonly #chosen = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.#take(input.files);
    input.value = "";
  };

  #take(files: FileList | null | undefined): void {
    const incidentRef = this.incidentRef.trim();
    this.wanting = !incidentRef && Boolean(files?.length);
    if (files?.length && incidentRef) uploadsOf(this.desk).add([...files], incidentRef);
  }
}
