/** How far a disposal has come, by whose word, and what comes next; once it is done, its certificate. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { DisposalView, RetentionView } from "../../shared/messages";
import { icon } from "../components/icons";
import { LightElement } from "../components/light-element";
import { dayAndTime, dayWords } from "../components/moment";
import { saveFile } from "../components/save-file";
import type { Desk } from "../state/desk";
import { disposalSteps, nextOfDisposal } from "./keep-words";
import { LibraryApi, type Certified } from "./library-api";
import { sizeWords, STATES } from "./material-words";
import { may } from "./powers";
import { trouble } from "./trouble";

@customElement("disposal-story")
export class DisposalStory extends LightElement {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) view!: RetentionView;
  @property({ attribute: false }) disposal!: DisposalView;
  @state() private certified: Certified | null = null;
  @state() private problem: unknown = null;

  /** The button that was pressed has gone: the keyboard goes on here. */
  protected override updated(changed: PropertyValues): void {
    if (changed.has("certified") && document.activeElement === document.body) this.querySelector("dl")?.focus();
  }

  protected override render(): TemplateResult {
    const { disposal, view, desk } = this;
    const done = disposal.disposed_at;
    const steps = disposalSteps(disposal, view.state, done ? dayWords(done) : "");
    const { id, role } = desk.officer;
    return html`<div class="disposal ${done ? "" : "coming"}">
      <h3>${icon(done ? "archive" : "warning")} ${STATES[view.state]}</h3>
      <ol class="story">
        ${steps.map((step) => html`<li>${step}</li>`)}
      </ol>
      <p role="status">${nextOfDisposal(disposal, view.state, id, may(role, "decide"))}</p>
      ${done ? this.#certificate() : nothing}
    </div>`;
  }

  #certificate(): TemplateResult {
    return html`${this.certified ? particulars(this.certified) : nothing}
      <div class="actions">
        ${this.certified ? nothing : html`<button @click=${() => void this.#read()}>${icon("archive")} Show the certificate</button>`}
        <button @click=${() => void this.#save()}>${icon("download")} Save the certificate</button>
      </div>
      ${trouble(this.problem, this)}`;
  }

  async #save(): Promise<void> {
    const certified = await this.#read();
    if (!certified) return;
    const name = `certificate-${this.view.material_id}.json`;
    saveFile(name, new Blob([JSON.stringify(certified)], { type: "application/json" }));
  }

  async #read(): Promise<Certified | null> {
    try {
      this.certified ??= await new LibraryApi(this.desk.api).certificate(this.view.material_id);
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
    return this.certified;
  }
}

function particulars({ certificate }: Certified): TemplateResult {
  const { manifest_sha256: digest } = certificate;
  return html`<dl class="facts" tabindex="-1" aria-label="Certificate">
    <dt>Kept since</dt>
    <dd>${dayAndTime(certificate.created_at)}</dd>
    <dt>Disposed of</dt>
    <dd>${dayAndTime(certificate.disposed_at)}</dd>
    <dt>What went</dt>
    <dd>${certificate.object_count.toLocaleString("en-GB")} pieces, ${sizeWords(certificate.byte_count)}</dd>
    ${digest ? html`<dt>Its manifest was</dt><dd class="mono">${digest}</dd>` : nothing}
  </dl>`;
}
