/** What a copy shows; or, of a file that was brought in, its playable copy, which is made where there is none. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { CopyFile, CopyView, MaterialView } from "../../../shared/messages";
import { icon } from "../../components/icons";
import { DeskElement } from "../../components/light-element";
import type { Mark } from "../../components/mark-buttons";
import type { Stretched } from "../../replay/timeline";
import { problemWords } from "../../state/problem-words";
import { unlessAsked } from "../ask-reason";
import { COPY_STATES, isUnderway } from "../copy-words";
import { LibraryApi } from "../library-api";
import { may } from "../powers";
import { beginningOf, filmTimeWords, wholeCopy } from "./film-clock";
import "./film-player";
import "./kept-picture";

const LOOK_AGAIN = 2000;
const WHY_MADE = "To be played in the library";

@customElement("film-panel")
export class FilmPanel extends DeskElement {
  @property({ attribute: false }) material!: MaterialView;
  @property({ attribute: false }) marked: Stretched | null = null;
  @property({ attribute: false }) mark: Mark | null = null;
  /** What lies over the picture. */
  @property({ attribute: false }) over: TemplateResult | typeof nothing = nothing;
  @state() private files: readonly CopyFile[] = [];
  /** Of a file that was brought in: the copy by which it is played; null where there is none, undefined before it is known. */
  @state() private copy: CopyView | null | undefined = undefined;
  @state() private problem = "";
  #looking: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#looking);
  }

  protected override firstUpdated(): void {
    void this.#open();
  }

  protected override render(): TemplateResult {
    return html`${this.problem ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>` : nothing}
    ${this.files.length ? this.#shown() : this.#standing()}`;
  }

  #shown(): TemplateResult {
    const [first] = this.files;
    if (first?.media_type.startsWith("image/"))
      return html`<kept-picture .url=${first.url} .mediaType=${first.media_type} .words=${this.#pictureWords(first)}></kept-picture>`;
    return html`<film-player
      .files=${this.files}
      .readdress=${this.#fetch}
      .marked=${this.marked}
      .mark=${this.mark}
      .over=${this.over}
    ></film-player>`;
  }

  #pictureWords({ began_at }: CopyFile): string {
    const what = this.material.kind === "redacted" ? "Picture with faces hidden" : "Snapshot";
    return `${what}, incident ${this.material.incident_ref}, ${filmTimeWords(Date.parse(began_at))}`;
  }

  #standing(): TemplateResult | typeof nothing {
    if (this.copy && isUnderway(this.copy))
      return html`<p class="copy-progress card">
        <progress max="1" .value=${this.copy.progress} aria-label="How far the playable copy has come"></progress>
        <span role="status">A playable copy: ${COPY_STATES[this.copy.state].toLowerCase()} …</span>
      </p>`;
    if (this.copy !== null || !may(this.desk.officer.role, "copy")) return nothing;
    return html`<section class="card" aria-labelledby="play-title">
      <h2 id="play-title">${icon("play")} Play it here</h2>
      <p>If it is a film or a sound, a copy that every player plays is made of it. Clips are cut, and faces hidden, by that one. The file stays as it is.</p>
      <div class="actions"><button class="primary" @click=${() => void this.#make()}>Make it playable</button></div>
    </section>`;
  }

  readonly #open = async (): Promise<void> => {
    await this.#try(async () => {
      if (this.material.kind === "upload") await this.#look();
      else await this.#fetch();
    });
    // An answer that was lost is asked for again.
    if (this.problem && this.isConnected && this.copy && isUnderway(this.copy))
      this.#looking = setTimeout(() => void this.#open(), LOOK_AGAIN);
  };

  /** Read which copy there is, and again as long as it is being made. */
  async #look(): Promise<void> {
    clearTimeout(this.#looking);
    const wasUnderway = this.copy ? isUnderway(this.copy) : false;
    this.copy = wholeCopy((await new LibraryApi(this.desk.api).copies(this.material.material_id)).copies);
    if (!this.isConnected || !this.copy) return;
    if (isUnderway(this.copy)) this.#looking = setTimeout(() => void this.#open(), LOOK_AGAIN);
    else if (wasUnderway) this.dispatchEvent(new CustomEvent("material-changed", { bubbles: true }));
    if (this.copy.state === "ready") await this.#fetch();
  }

  readonly #fetch = async (): Promise<void> => {
    const { material_id, parent_id } = this.material;
    const [master, copy] = parent_id ? [parent_id, material_id] : [material_id, this.copy?.copy_id ?? ""];
    const fetch = async () => {
      this.files = (await new LibraryApi(this.desk.api).copyFiles(master, copy, "view")).files;
    };
    await unlessAsked(this, fetch, () => void this.#open());
  };

  async #make(): Promise<void> {
    const whole = { kind: "playable", began_at: beginningOf(this.material), ended_at: null, exact: false } as const;
    await this.#try(async () => {
      await new LibraryApi(this.desk.api).makeCopy(this.material.material_id, { ...whole, reason: WHY_MADE });
      await this.#look();
      this.dispatchEvent(new CustomEvent("material-changed", { bubbles: true }));
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
      this.problem = "";
    } catch (problem) {
      this.problem = problemWords(problem);
    }
  }
}
