/** Clips and snapshots of a recording: mark a part, say why, and see the copy being made. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { CopyView, MaterialView } from "../../shared/messages";
import { icon } from "../components/icons";
import { DeskElement } from "../components/light-element";
import type { Stretched } from "../replay/timeline";
import { problemWords } from "../state/problem-words";
import { unlessAsked } from "./ask-reason";
import { copyForm } from "./copy-form";
import { copyRow } from "./copy-row";
import { copiesTitle, copyRequest, isUnderway, type Choice } from "./copy-words";
import { followLink } from "./follow-link";
import { LibraryApi } from "./library-api";
import { isPhotograph } from "./material-words";
import { may } from "./powers";

const LOOK_AGAIN = 2000;

@customElement("copies-panel")
export class CopiesPanel extends DeskElement {
  @property({ attribute: false }) material!: MaterialView;
  /** The part of the recording that is marked, in the player above. */
  @property({ attribute: false }) marked: Stretched | null = null;
  @state() private copies: readonly CopyView[] | null = null;
  @state() private problem = "";
  /** Why how far the copies are could not be read; it is asked again by itself. */
  @state() private lost = "";
  @state() private sending = false;
  #looking: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#looking);
  }

  /** The material is read anew whenever something was done with it. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("material")) void this.#look();
  }

  protected override render(): TemplateResult {
    return html`<section class="card copies" aria-labelledby="copies-title">
      <h2 id="copies-title">${icon("scissors")} ${copiesTitle(this.material)}</h2>
      ${may(this.desk.officer.role, "copy") && this.#canBeMarked() ? this.#marking() : nothing}
      ${this.problem || this.lost ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem || this.lost}</p>` : nothing}
      ${this.#list()}
    </section>`;
  }

  /** A film that was brought in can be, wherever its times begin; a photograph has no parts. */
  #canBeMarked(): boolean {
    if (isPhotograph(this.material)) return false;
    return this.material.kind === "upload" || Boolean(this.material.began_at);
  }

  #marking(): TemplateResult {
    if (this.marked) return copyForm(this.sending, this.#send);
    return html`<p>Play to the place that matters, and mark its beginning and end below the player.</p>`;
  }

  #list(): TemplateResult | typeof nothing {
    if (!this.copies) return nothing;
    if (!this.copies.length) return html`<p class="empty">No copy has been made of it yet.</p>`;
    return html`<ul class="copy-list" aria-label="Copies">
      ${this.copies.map((copy) => html`<li>${copyRow(copy, !isPhotograph(this.material), (file) => void this.#fetch(copy, file))}</li>`)}
    </ul>`;
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
      this.dispatchEvent(new CustomEvent("sightline-unmarked", { bubbles: true }));
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
      this.lost = "";
    } catch (problem) {
      this.lost = problemWords(problem);
    }
    if (!this.isConnected) return;
    if (this.copies?.some(isUnderway)) this.#looking = setTimeout(() => void this.#look(), LOOK_AGAIN);
    else if (waited) this.dispatchEvent(new CustomEvent("material-changed", { bubbles: true }));
  }

  /** An address is good for a minute, so it is asked for when it is wanted. */
  async #fetch(copy: CopyView, name: string): Promise<void> {
    const save = async () => {
      const { files } = await new LibraryApi(this.desk.api).copyFiles(copy.parent_id, copy.copy_id, "save");
      const file = files.find((each) => each.file === name);
      if (file) followLink(file.url, file.file);
      this.problem = "";
    };
    try {
      await unlessAsked(this, save, () => void this.#fetch(copy, name));
    } catch (problem) {
      this.problem = problemWords(problem);
    }
  }
}
