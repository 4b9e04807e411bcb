/** The chain of custody as a story, and a check of it on request. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { EntryView, MaterialView, Verification } from "../../shared/messages";
import { icon } from "../components/icons";
import { LightElement } from "../components/light-element";
import { dayAndTime, dayWords } from "../components/moment";
import type { Desk } from "../state/desk";
import { problemWords } from "../state/problem-words";
import { storyOf } from "../words/custody-words";
import { LibraryApi } from "./library-api";

@customElement("custody-panel")
export class CustodyPanel extends LightElement {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) material!: MaterialView;
  @state() private entries: readonly EntryView[] = [];
  @state() private next: number | null = null;
  @state() private standing: "reading" | "read" | "failed" = "reading";
  @state() private problem = "";
  @state() private checked: Verification | "checking" | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    // What was done a moment ago is read too: the material is read anew after each deed.
    if (changed.has("material")) void this.#begin();
  }

  protected override render(): TemplateResult {
    return html`<section class="card custody" aria-labelledby="custody-title">
      <h2 id="custody-title">${icon("clock")} What was done with it</h2>
      ${this.entries.length
        ? html`<ol class="story">
            ${this.entries.map(entryLine)}
          </ol>`
        : nothing}
      ${this.standing === "reading" ? html`<p class="muted" role="status">Reading its history …</p>` : nothing}
      ${this.problem ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>` : nothing}
      ${this.#outcome()}
      <div class="actions">
        ${this.next === null ? nothing : html`<button @click=${() => void this.#read()}>Show more</button>`}
        ${this.standing === "failed" ? html`<button @click=${() => void this.#begin()}>Try again</button>` : nothing}
        <button aria-disabled=${this.checked === "checking" ? "true" : "false"} @click=${() => void this.#check()}>
          ${icon("check")} ${this.checked === "checking" ? "Checking …" : "Check it now"}
        </button>
      </div>
    </section>`;
  }

  #outcome(): TemplateResult | typeof nothing {
    if (!this.checked || this.checked === "checking") return nothing;
    const { holds, entries, checkpoints, manifests, disposed_at: gone, findings } = this.checked;
    const rest = gone ? `disposed of on ${dayWords(gone)}, as its certificate says` : `sealed lists of its pieces: ${manifests}`;
    if (holds)
      return html`<p class="outcome good" role="status">
        ${icon("check")} <span
          >It holds. Nothing was changed, nothing is missing. Entries: ${entries}; signatures: ${checkpoints}; ${rest}.</span
        >
      </p>`;
    return html`<div class="outcome" role="alert">
      <p class="problem">${icon("warning")} It does not hold. Tell a supervisor.</p>
      <ul>
        ${findings.map(({ text, where, fault }) => html`<li>${text} <span class="muted">(${where}, ${fault})</span></li>`)}
      </ul>
    </div>`;
  }

  /** What is shown stays until the newer story is there: the page does not jump. */
  async #begin(): Promise<void> {
    this.next = null;
    await this.#read([]);
  }

  async #read(known = this.entries): Promise<void> {
    const { material } = this;
    this.standing = "reading";
    try {
      const { entries, next } = await new LibraryApi(this.desk.api).custody(material.material_id, this.next ?? 0);
      if (material !== this.material) return;
      this.entries = [...known, ...entries];
      this.next = next ?? null;
      this.problem = "";
      this.standing = "read";
    } catch (problem) {
      if (material !== this.material) return;
      this.problem = problemWords(problem);
      this.standing = "failed";
    }
  }

  async #check(): Promise<void> {
    if (this.checked === "checking") return;
    this.checked = "checking";
    try {
      this.checked = await new LibraryApi(this.desk.api).verify(this.material.material_id);
      await this.#begin();
    } catch (problem) {
      this.checked = null;
      this.problem = problemWords(problem);
    }
  }
}

function entryLine(entry: EntryView): TemplateResult {
  return html`<li>
    <p>
      ${storyOf(entry)}${entry.reason ? html`, <span class="muted">because: ${entry.reason}</span>` : nothing}
      <span class="muted">· ${dayAndTime(entry.at)}</span>
    </p>
    <details class="hash-fold">
      <summary>
        Entry ${entry.sequence}${entry.checked ? ", signed" : ", signed within a minute or two"}
      </summary>
      <span class="mono">${entry.hash}</span>
    </details>
  </li>`;
}
