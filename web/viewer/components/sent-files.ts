/** Files that the caller sends of what the phone has already: on their way, arrived, and where they are kept. */
import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { SentFileView, SessionView } from "../../shared/messages";
import { sentFileWords } from "../words/sent-file-words";
import { DeskElement } from "./light-element";

@customElement("sent-files")
export class SentFiles extends DeskElement {
  @property({ attribute: false }) session!: SessionView;

  protected override render(): TemplateResult {
    const files = this.session.files ?? [];
    if (!files.length) return html`<p class="empty">The caller has sent none yet.</p>`;
    return html`<ul class="sent-files" aria-live="polite">
      ${files.map((file) => this.#row(file))}
    </ul>`;
  }

  #row(file: SentFileView): TemplateResult {
    const name = file.state === "stored" ? html`<a href=${`#/material/${file.upload_id}`}>${file.file_name}</a>` : file.file_name;
    return html`<li>
      <strong>${name}</strong> <span class="muted">${sentFileWords(file, this.session, this.desk.now)}</span>
    </li>`;
  }
}
