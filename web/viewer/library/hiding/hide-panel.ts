/** A copy for somebody who asks for their own data: a program proposes faces, the officer confirms, draws, and has it made. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { FaceSearchView, MaterialView } from "../../../shared/messages";
import { icon } from "../../components/icons";
import { DeskElement } from "../../components/light-element";
import { clockTime } from "../../components/moment";
import type { Stretched } from "../../replay/timeline";
import { problemWords } from "../../state/problem-words";
import { unlessAsked } from "../ask-reason";
import { isUnderway } from "../copy-words";
import { LibraryApi } from "../library-api";
import { hidingRequest, MIDDLE, newDraft, withBox, withFaces, type Draft } from "./draft";
import "./hidden-boxes";
import { hideRow } from "./hide-row";
import type { Hiding } from "./hiding";

const LOOK_AGAIN = 2000;

@customElement("hide-panel")
export class HidePanel extends DeskElement {
  @property({ attribute: false }) material!: MaterialView;
  /** The part of the recording that is marked, in the player above. */
  @property({ attribute: false }) marked: Stretched | null = null;
  @property({ attribute: false }) hiding!: Hiding;
  @state() private search: FaceSearchView | null = null;
  @state() private problem = "";
  @state() private sending = false;
  @state() private done = "";
  /** Whether a draft was there when it was drawn last; null before. */
  #drafting: boolean | null = null;
  #looking: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#looking);
  }

  /** The button that was pressed has gone: the keyboard goes on here. */
  protected override updated(): void {
    const drafting = this.hiding.draft !== null;
    const lost = document.activeElement === document.body;
    if (this.#drafting !== null && drafting !== this.#drafting && lost) this.querySelector("button")?.focus();
    this.#drafting = drafting;
  }

  protected override render(): TemplateResult {
    const { draft } = this.hiding;
    return html`<section class="card hide" aria-labelledby="hide-title">
      <h2 id="hide-title">${icon("blur")} Copy with faces hidden</h2>
      ${draft ? this.#draft(draft) : this.#beginning()}
      <p role="status">${this.done ? html`${icon("check")} ${this.done}` : nothing}</p>
      ${this.problem ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>` : nothing}
    </section>`;
  }

  #beginning(): TemplateResult {
    const words = html`<p>For somebody who asks for what is held on them: other people in it are made unrecognisable.</p>`;
    const { from, to } = this.marked ?? { from: 0, to: null };
    if (to === null || to <= from)
      return html`${words}
        <p class="muted">Mark the beginning and the end of what they are to get, below the player.</p>`;
    const begin = () => {
      this.search = null;
      this.done = "";
      this.hiding.change(newDraft(from, to));
      this.hiding.show(from);
    };
    return html`${words}
      <div class="actions"><button @click=${begin}>${icon("blur")} Hide faces in the marked part</button></div>`;
  }

  #draft(draft: Draft): TemplateResult {
    return html`<p>From ${clockTime(draft.from)} to ${clockTime(draft.to)}. Tick who is hidden; leave the person who asks.</p>
      <div class="actions">
        <button aria-disabled=${this.search && isUnderway(this.search) ? "true" : "false"} @click=${() => void this.#seek(draft)}>
          ${icon("search")} Look for faces
        </button>
        <button
          @click=${() => {
            this.hiding.change(withBox(draft, this.hiding.at ?? draft.from, MIDDLE));
          }}
        >
          ${icon("plus")} Add a box
        </button>
        <span class="muted">or draw one over the picture. Move it at another time, and it goes there.</span>
      </div>
      ${this.#found()}
      ${draft.regions.length
        ? html`<ul class="hide-list" aria-label="Faces and boxes">
            ${draft.regions.map((region) => hideRow(this.hiding, draft, region))}
          </ul>`
        : nothing}
      ${this.#form(draft)}`;
  }

  #found(): TemplateResult | typeof nothing {
    const { search } = this;
    if (!search) return nothing;
    if (isUnderway(search))
      return html`<p class="copy-progress" role="status">
        <progress max="1" .value=${search.progress} aria-label="How far the search has come"></progress>
        <span>Looking for faces …</span>
      </p>`;
    if (search.failure) return html`<p class="problem">${icon("warning")} <span>${search.failure.text}</span></p>`;
    const count = search.faces.length;
    const words = count === 1 ? "1 face was found" : `${count || "No"} faces were found`;
    return html`<p role="status">
      ${words}. The program misses faces that are turned away, covered or small, and shows some that are none.
    </p>`;
  }

  #form(draft: Draft): TemplateResult {
    const submit = (event: Event) => {
      event.preventDefault();
      const given = new FormData(event.currentTarget as HTMLFormElement);
      const reason = given.get("reason");
      void this.#make(draft, given.has("silent"), typeof reason === "string" ? reason : "");
    };
    return html`<form class="copy-form" @submit=${submit}>
      <label class="choice"><input type="checkbox" name="silent" /> <span>Leave out the sound: voices and names tell too</span></label>
      <label class="field">Reason <input name="reason" maxlength="1000" autocomplete="off" required /></label>
      <p class="caution">${icon("warning")} <span>Only what is ticked is hidden. Look through the whole part before you make the copy.</span></p>
      <div class="actions">
        <button class="primary" type="submit" aria-disabled=${this.sending ? "true" : "false"}>
          ${this.sending ? "Asking …" : "Make the copy"}
        </button>
        <button class="quiet" type="button" @click=${this.#leave}>Do not make one</button>
      </div>
    </form>`;
  }

  readonly #leave = (): void => {
    clearTimeout(this.#looking);
    this.search = null;
    this.problem = "";
    this.hiding.change(null);
  };

  async #seek(draft: Draft): Promise<void> {
    if (this.search && isUnderway(this.search)) return;
    const part = { began_at: new Date(draft.from).toISOString(), ended_at: new Date(draft.to).toISOString() };
    await this.#try(async () => {
      this.#took(await new LibraryApi(this.desk.api).seekFaces(this.material.material_id, part));
    }, () => void this.#seek(draft));
  }

  async #look(searchId: string): Promise<void> {
    await this.#try(async () => {
      this.#took(await new LibraryApi(this.desk.api).faces(this.material.material_id, searchId));
    }, () => void this.#look(searchId));
    if (this.problem) this.#lookLater();
  }

  /** An answer that was lost is asked for again. */
  #lookLater(): void {
    const { search } = this;
    if (!search || !this.isConnected || !isUnderway(search)) return;
    this.#looking = setTimeout(() => void this.#look(search.search_id), LOOK_AGAIN);
  }

  #took(search: FaceSearchView): void {
    const { draft } = this.hiding;
    if (!draft || !this.isConnected) return;
    this.search = search;
    if (isUnderway(search)) this.#lookLater();
    else this.hiding.change(withFaces(draft, search.search_id, search.faces));
  }

  async #make(draft: Draft, silent: boolean, reason: string): Promise<void> {
    const request = hidingRequest(draft, silent, reason);
    if (typeof request === "string") {
      this.problem = request;
      return;
    }
    if (this.sending) return;
    this.sending = true;
    await this.#try(async () => {
      await new LibraryApi(this.desk.api).makeCopy(this.material.material_id, request);
      this.#leave();
      this.done = "It is being made. It is listed under “Clips and snapshots”, with how far it is.";
      this.dispatchEvent(new CustomEvent("material-changed", { bubbles: true }));
    }, () => void this.#make(draft, silent, reason));
    this.sending = false;
  }

  async #try(act: () => Promise<void>, again: () => void): Promise<void> {
    try {
      await unlessAsked(this, act, again);
      this.problem = "";
    } catch (problem) {
      this.problem = problemWords(problem);
    }
  }
}
