/** Clips and snapshots of a recording: mark a part, say why, and see the copy being made. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { CopyView, MaterialView } from "../../shared/messages";
import { icon } from "../components/icons";
import { DeskElement } from "../components/light-element";
import { clockTime } from "../components/moment";
import type { Stretched } from "../replay/timeline";
import { problemWords } from "../state/problem-words";
import { span } from "../words/times";
import { copyForm } from "./copy-form";
import { copyRow } from "./copy-row";
import { copyRequest, isUnderway, type Choice } from "./copy-words";
import { followLink } from "./follow-link";
import { LibraryApi } from "./library-api";
import { may } from "./powers";

const LOOK_AGAIN = 2000;

@customElement("copies-panel")
export class CopiesPanel extends DeskElement {
  @property({ attribute: false }) material!: MaterialView;
  @property({ attribute: false }) shownAt: number | null = null;
  @state() private marked: Stretched | null = null;
  @state() private copies: readonly CopyView[] | null = null;
  @state() private problem = "";
  @state() private sending = false;
  #looking: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#looking);
    this.#mark(null);
  }

  protected override firstUpdated(): void {
    void this.#look();
  }

  protected override render(): TemplateResult {
    return html`<section class="card copies" aria-labelledby="copies-title">
      <h2 id="copies-title">${icon("scissors")} Clips and snapshots</h2>
      ${may(this.desk.officer.role, "copy") && this.material.began_at ? this.#marking() : nothing}
      ${this.problem ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>` : nothing}
      ${this.#list()}
    </section>`;
  }

  #marking(): TemplateResult {
    const { marked, shownAt } = this;
    return html`<div class="actions">
        <button ?disabled=${shownAt === null} @click=${this.#markBegin}>Mark the beginning here</button>
        <button ?disabled=${shownAt === null || !marked} @click=${this.#markEnd}>Mark the end here</button>
        ${marked ? html`<button class="quiet" @click=${() => { this.#mark(null); }}>Clear</button>` : nothing}
      </div>
      <p class="marked-words" role="status">${marked ? markedWords(marked) : "Play to the place that matters, then mark it."}</p>
      ${marked ? copyForm(this.sending, this.#send) : nothing}`;
  }

  #list(): TemplateResult | typeof nothing {
    if (!this.copies) return nothing;
    if (!this.copies.length) return html`<p class="empty">No copy has been made of it yet.</p>`;
    return html`<ul class="copy-list" aria-label="Copies">
      ${this.copies.map((copy) => html`<li>${copyRow(copy, (file) => void this.#fetch(copy, file))}</li>`)}
    </ul>`;
  }

  readonly #markBegin = (): void => {
    if (this.shownAt === null) return;
    const end = this.marked?.to ?? null;
    this.#mark({ from: this.shownAt, to: end !== null && end > this.shownAt ? end : null });
  };

  readonly #markEnd = (): void => {
    if (this.shownAt !== null && this.marked) this.#mark({ ...this.marked, to: this.shownAt });
  };

  #mark(marked: Stretched | null): void {
    this.marked = marked;
    this.dispatchEvent(new CustomEvent("sightline-marked", { bubbles: true, detail: marked }));
  }

  readonly #send = async (choice: Choice, reason: string): Promise<void> => {
    if (!this.marked || this.sending) return;
    const request = copyRequest({ choice, marked: this.marked, reason });
    if (typeof request === "string") {
      this.problem = request;
      return;
    }
    this.sending = true;
    try {
      await new LibraryApi(this.desk.api).makeCopy(this.material.material_id, request);
      this.problem = "";
      this.#mark(null);
      await this.#look();
    } catch (problem) {
      this.problem = problemWords(problem);
    } finally {
      this.sending = false;
    }
  };

  /** Read the copies, and again as long as one is being made; once it is done, the history has more to tell. */
  async #look(): Promise<void> {
    clearTimeout(this.#looking);
    const waited = this.copies?.some(isUnderway) ?? false;
    try {
      this.copies = (await new LibraryApi(this.desk.api).copies(this.material.material_id)).copies;
    } catch (problem) {
      this.problem = problemWords(problem);
      return;
    }
    if (!this.isConnected) return;
    if (this.copies.some(isUnderway)) this.#looking = setTimeout(() => void this.#look(), LOOK_AGAIN);
    else if (waited) this.dispatchEvent(new CustomEvent("material-changed", { bubbles: true }));
  }

  /** An address is good for a minute, so it is asked for when it is wanted. */
  async #fetch(copy: CopyView, name: string): Promise<void> {
    try {
      const { files } = await new LibraryApi(this.desk.api).copyFiles(copy.parent_id, copy.copy_id);
      const file = files.find((each) => each.file === name);
      if (file) followLink(file.url, file.file);
      this.problem = "";
    } catch (problem) {
      this.problem = problemWords(problem);
    }
  }
}

function markedWords({ from, to }: Stretched): TemplateResult {
  if (to === null) return html`Marked from ${clockTime(from)}. Go on to the end and mark it, or take a snapshot of this picture.`;
  return html`Marked ${clockTime(from)} to ${clockTime(to)} (${span(Math.abs(to - from))}).`;
}
