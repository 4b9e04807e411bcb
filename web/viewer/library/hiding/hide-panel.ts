/** A copy for somebody who asks for their own data: a program proposes faces, the officer confirms, draws, and has it made. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { FaceSearchView, MaterialView } from "../../../shared/messages";
import { icon } from "../../components/icons";
import { DeskElement } from "../../components/light-element";
import type { Stretched } from "../../replay/timeline";
import { problemWords } from "../../state/problem-words";
import { unlessAsked } from "../ask-reason";
import { copiesTitle, isUnderway } from "../copy-words";
import { beginningOf, filmTime } from "../film/film-clock";
import { LibraryApi } from "../library-api";
import { isPhotograph } from "../material-words";
import { draftOfPhotograph, hidingRequest, MIDDLE, newDraft, withBox, withFaces, type Draft } from "./draft";
import "./hidden-boxes";
import { hideForm } from "./hide-form";
import { hideRow } from "./hide-row";
import { fileWords, foundWords, HIDE_WORDS } from "./hide-words";
import type { Hiding } from "./hiding";

const LOOK_AGAIN = 2000;
const MARK_FIRST = "Mark the beginning and the end of what they are to get, below the player.";

@customElement("hide-panel")
export class HidePanel extends DeskElement {
  @property({ attribute: false }) material!: MaterialView;
  /** The part of the film that is marked, in the player above. */
  @property({ attribute: false }) marked: Stretched | null = null;
  @property({ attribute: false }) hiding!: Hiding;
  @state() private search: FaceSearchView | null = null;
  @state() private problem = "";
  @state() private sending = false;
  @state() private done = "";
  /** How much there was to press when it was drawn last: regions, and the draft itself; null before. */
  #pressable: number | null = null;
  #looking: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#looking);
  }

  /** The button that was pressed has gone: the keyboard goes on here. */
  protected override updated(): void {
    const { draft } = this.hiding;
    const pressable = draft ? draft.regions.length + 1 : 0;
    const lost = document.activeElement === document.body;
    if (this.#pressable !== null && pressable !== this.#pressable && lost) this.querySelector("button")?.focus();
    this.#pressable = pressable;
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
    const draft = isPhotograph(this.material) ? draftOfPhotograph(Date.parse(beginningOf(this.material))) : this.#marked();
    return html`<p>For somebody who asks for what is held on them: other people in it are made unrecognisable.</p>
      ${draft ? this.#button(draft) : html`<p class="muted">${MARK_FIRST}</p>`}`;
  }

  #marked(): Draft | null {
    const { from, to } = this.marked ?? { from: 0, to: null };
    return to !== null && to > from ? newDraft(from, to) : null;
  }

  #button(draft: Draft): TemplateResult {
    const begin = () => {
      this.search = null;
      this.done = "";
      this.hiding.change(draft);
      this.hiding.show(draft.from);
    };
    return html`<div class="actions"><button @click=${begin}>${icon("blur")} ${HIDE_WORDS[draft.of].begin}</button></div>`;
  }

  #draft(draft: Draft): TemplateResult {
    return html`<p>
        ${draft.of === "film" ? html`From ${filmTime(draft.from)} to ${filmTime(draft.to)}.` : nothing} Tick who is hidden;
        leave the person who asks. ${fileWords(this.material.media_type)}
      </p>
      <div class="actions">
        <button aria-disabled=${this.search && isUnderway(this.search) ? "true" : "false"} @click=${() => void this.#seek(draft)}>
          ${icon("search")} Look for faces
        </button>
        <button
          @click=${() => {
            this.#add(draft);
          }}
        >
          ${icon("plus")} Add a box
        </button>
        <span class="muted">${HIDE_WORDS[draft.of].draw}</span>
      </div>
      ${this.#found()}
      ${draft.regions.length
        ? html`<ul class="hide-list" aria-label="Faces and boxes">
            ${draft.regions.map((region) => hideRow(this.hiding, draft, region))}
          </ul>`
        : nothing}
      ${hideForm(draft.of, this.sending, {
        make: (silent, reason) => void this.#make(draft, silent, reason),
        leave: this.#leave,
      })}`;
  }

  /** In the middle of the picture, which comes to the screen: from there it is moved. */
  #add(draft: Draft): void {
    const at = this.hiding.at ?? draft.from;
    const next = withBox(draft, at, MIDDLE);
    this.hiding.change(next);
    this.hiding.show(Math.max(draft.from, Math.min(at, draft.to)), next.regions.at(-1)?.id);
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
    return html`<p role="status">${foundWords(search.faces.length)}</p>`;
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
      this.done = `It is being made. It is listed under “${copiesTitle(this.material)}”, with how far it is.`;
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
