/** What is known of a material, and what can be done with it, one section below the other. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { repeat } from "lit/directives/repeat.js";
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
import { called, isPhotograph } from "./material-words";
import { partLinks, type Part } from "./part-links";
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
  #sheet(material: MaterialView): TemplateResult {
    const { material_id, parent_id } = material;
    return html`<reason-sheet
      .desk=${this.desk}
      .materialId=${parent_id ?? material_id}
      .what=${called(material)}
      @sightline-reason-given=${this.#given}
    ></reason-sheet>`;
  }

  #sections(material: MaterialView): TemplateResult {
    const parts = this.#parts(material);
    return html`${isLetGo(material.state) ? nothing : this.#seen(material)} ${partLinks(parts)}
    ${repeat(
      parts,
      ({ heading }) => heading,
      ({ body }) => body,
    )}`;
  }

  /** What it shows, and the file itself. */
  #seen(material: MaterialView): TemplateResult {
    return html`${material.kind === "session" ? nothing : this.#film(material)}
    ${material.kind === "upload" ? html`<file-panel .desk=${this.desk} .material=${material}></file-panel>` : nothing}`;
  }

  /** Of what is gone there is nothing left to be copied or handed over: only what says that it was. */
  #parts(material: MaterialView): Part[] {
    const { desk, marked, hiding } = this;
    const { role } = desk.officer;
    const isWhole = material.parent_id === null && !isLetGo(material.state);
    const mayHide = isWhole && this.#canHide(material) && may(role, "copy");
    const parts: (Part | false)[] = [
      isWhole && {
        heading: "copies-title",
        link: "Copies",
        body: html`<copies-panel .desk=${desk} .material=${material} .marked=${marked}></copies-panel>`,
      },
      mayHide && {
        heading: "hide-title",
        link: "Hide faces",
        body: html`<hide-panel .desk=${desk} .material=${material} .marked=${marked} .hiding=${hiding}></hide-panel>`,
      },
      { heading: "facts-title", link: "Particulars", body: materialFacts(material) },
      {
        heading: "keep-title",
        link: "Why kept",
        body: html`<keep-panel .desk=${desk} .material=${material}></keep-panel>`,
      },
      may(role, "share") && {
        heading: "shares-title",
        link: "Shared with",
        body: html`<share-panel .desk=${desk} .material=${material}></share-panel>`,
      },
      may(role, "read-custody") && {
        heading: "custody-title",
        link: "History",
        body: html`<custody-panel .desk=${desk} .material=${material}></custody-panel>`,
      },
      isWhole &&
        may(role, "export") && {
          heading: "bundle-title",
          link: "For court",
          body: html`<bundle-panel .desk=${desk} .material=${material}></bundle-panel>`,
        },
    ];
    return parts.filter((part) => part !== false);
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
