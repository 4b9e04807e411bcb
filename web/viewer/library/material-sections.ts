/** What is known of a material, and what can be done with it, one section below the other. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { ProblemError } from "../../shared/http";
import type { MaterialView } from "../../shared/messages";
import { icon } from "../components/icons";
import "../components/reason-sheet";
import { DeskElement } from "../components/light-element";
import type { Stretched } from "../replay/timeline";
import { problemWords } from "../state/problem-words";
import "./bundle-panel";
import "./copies-panel";
import "./custody-panel";
import "./film/film-panel";
import "./film/photograph-panel";
import "./hiding/hide-panel";
import type { Hiding } from "./hiding/hiding";
import "./keep-panel";
import { isLetGo } from "./keep-words";
import { LibraryApi } from "./library-api";
import { materialFacts } from "./material-facts";
import { isPhotograph } from "./material-words";
import { may } from "./powers";
import "./share-panel";
import "./upload/file-panel";

/** A recording is in the library a moment after its seal: so often, and after so long, it is asked for again. */
const TRIES = 5;
const TRY_AGAIN = 2000;

@customElement("material-sections")
export class MaterialSections extends DeskElement {
  @property({ attribute: false }) materialId = "";
  /** The part of it that is marked for a copy. */
  @property({ attribute: false }) marked: Stretched | null = null;
  /** What the page shows and hides. */
  @property({ attribute: false }) hiding!: Hiding;
  @state() private material: MaterialView | null = null;
  @state() private problem = "";
  /** What waits for a reason to be given. */
  @state() private waiting: readonly (() => void)[] = [];

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("materialId")) return;
    this.material = null;
    this.problem = "";
    this.waiting = [];
    void this.#read(this.materialId);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.problem)
      return html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>
        <button @click=${() => void this.#read(this.materialId)}>Try again</button>`;
    if (!this.material) return html`<p class="muted" role="status">Reading what is known of it …</p>`;
    return html`<div
      class="sections"
      @material-changed=${() => void this.#read(this.materialId)}
      @sightline-reason-wanted=${this.#wanted}
      @sightline-unmarked=${() => {
        this.marked = null;
      }}
    >
      ${this.waiting.length ? this.#sheet(this.material) : nothing}
      ${keyed(this.material.material_id, this.#sections(this.material))}
    </div>`;
  }

  /** Who may look at the master may look at its copies: the reason is given for that. */
  #sheet({ material_id, parent_id }: MaterialView): TemplateResult {
    return html`<reason-sheet
      .desk=${this.desk}
      .materialId=${parent_id ?? material_id}
      @sightline-reason-given=${this.#given}
    ></reason-sheet>`;
  }

  /** Of what is gone there is nothing left to be seen, copied or handed over: only what says that it was. */
  #sections(material: MaterialView): TemplateResult {
    const { desk } = this;
    const { role } = desk.officer;
    const isGone = isLetGo(material.state);
    return html`${isGone ? nothing : this.#seen(material)} ${materialFacts(material)}
    <keep-panel .desk=${desk} .material=${material}></keep-panel>
    ${may(role, "share")
      ? html`<share-panel .desk=${desk} .material=${material}></share-panel>`
      : nothing}
    ${may(role, "read-custody") ? html`<custody-panel .desk=${desk} .material=${material}></custody-panel>` : nothing}
    ${!isGone && material.parent_id === null && may(role, "export")
      ? html`<bundle-panel .desk=${desk} .material=${material}></bundle-panel>`
      : nothing}`;
  }

  /** What it shows, and what is made of that. */
  #seen(material: MaterialView): TemplateResult {
    const { desk } = this;
    return html`${material.kind === "session" ? nothing : this.#film(material)}
    ${material.parent_id === null
      ? html`<copies-panel .desk=${desk} .material=${material} .marked=${this.marked}></copies-panel>`
      : nothing}
    ${this.#canHide(material) && may(desk.officer.role, "copy")
      ? html`<hide-panel .desk=${desk} .material=${material} .marked=${this.marked} .hiding=${this.hiding}></hide-panel>`
      : nothing}
    ${material.kind === "upload" ? html`<file-panel .desk=${desk} .material=${material}></file-panel>` : nothing}`;
  }

  /** In what is seen: of a file that was brought in, once a picture is on the screen. */
  #canHide({ kind, began_at }: MaterialView): boolean {
    if (kind === "upload") return this.hiding.at !== null;
    return kind === "session" && began_at !== null;
  }

  #film(material: MaterialView): TemplateResult {
    const isMaster = material.parent_id === null;
    const over = isMaster && this.hiding.draft ? html`<hidden-boxes .hiding=${this.hiding}></hidden-boxes>` : nothing;
    if (isPhotograph(material))
      return html`<photograph-panel .desk=${this.desk} .material=${material} .over=${over}></photograph-panel>`;
    const mayMark = isMaster && may(this.desk.officer.role, "copy");
    return html`<film-panel
      .desk=${this.desk}
      .material=${material}
      .marked=${this.marked}
      .mark=${mayMark ? this.#mark : null}
      .over=${over}
    ></film-panel>`;
  }

  readonly #mark = (marked: Stretched | null): void => {
    this.marked = marked;
  };

  readonly #wanted = ({ detail }: CustomEvent<() => void>): void => {
    this.waiting = [...this.waiting, detail];
  };

  readonly #given = (): void => {
    const { waiting } = this;
    this.waiting = [];
    for (const again of waiting) again();
  };

  async #read(materialId: string, tries = TRIES): Promise<void> {
    try {
      const material = await new LibraryApi(this.desk.api).material(materialId);
      if (materialId !== this.materialId) return;
      this.material = material;
      this.problem = "";
    } catch (problem) {
      if (materialId !== this.materialId || !this.isConnected) return;
      if (tries > 1 && problem instanceof ProblemError && problem.code === "not-found") {
        setTimeout(() => void this.#read(materialId, tries - 1), TRY_AGAIN);
      } else this.problem = problemWords(problem);
    }
  }
}
