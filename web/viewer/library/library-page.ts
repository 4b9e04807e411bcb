/** The library: one line to search by, filters, the map, and what was found. The search stands in the page's address. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { MaterialView } from "../../shared/messages";
import { goTo } from "../components/go-to";
import { icon } from "../components/icons";
import { DeskElement } from "../components/light-element";
import { beginOfDay } from "../components/moment";
import { problemWords } from "../state/problem-words";
import "./found-places";
import { LibraryApi } from "./library-api";
import { may } from "./powers";
import { materialRow } from "./material-row";
import { addressOf } from "./material-words";
import "./review-list";
import { areaOf, askServer, readSearch, within, writeSearch, type Area, type Search } from "./search";
import { searchForm } from "./search-form";
import "./upload/upload-panel";

@customElement("library-page")
export class LibraryPage extends DeskElement {
  /** What is searched for, as `writeSearch` writes it. */
  @property({ attribute: false }) query = "";
  @property({ attribute: false }) styleUrl = "";
  @state() private found: readonly MaterialView[] = [];
  @state() private next: string | null = null;
  @state() private standing: "reading" | "read" | "failed" = "reading";
  @state() private problem = "";
  @state() private mapShown = false;
  @state() private reviewsShown = false;
  #asked = 0;

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("query")) void this.#begin();
  }

  protected override render(): TemplateResult {
    const search = readSearch(this.query);
    return html`<section class="sheet library" aria-labelledby="library-title">
      <header class="panel-head">
        <h1 id="library-title">Library</h1>
        <p class="muted">Everything that is kept: recordings, uploaded files, and the copies made of them.</p>
      </header>
      <div class="finder">
        ${searchForm(search, (asked) => {
          this.#search(asked);
        })}
        ${this.#map(search)} ${may(this.desk.officer.role, "upload") ? this.#uploads() : nothing}
        ${may(this.desk.officer.role, "decide") ? this.#reviews() : nothing}
      </div>
      <p class="found-count" role="status">${this.#count()}</p>
      ${this.found.length
        ? html`<ul class="found" aria-label="What was found">
            ${this.found.map((material) => html`<li>${materialRow(material)}</li>`)}
          </ul>`
        : nothing}
      ${this.standing === "read" && !this.found.length && !this.next ? this.#nothing() : nothing}
      ${this.standing === "failed" ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>` : nothing}
      ${this.#more()}
    </section>`;
  }

  #reviews(): TemplateResult {
    const toggled = (event: Event) => (this.reviewsShown = (event.target as HTMLDetailsElement).open);
    return html`<details class="fold map-filter" @toggle=${toggled}>
      <summary>${icon("clock")} Due for review</summary>
      ${this.reviewsShown ? html`<review-list .desk=${this.desk}></review-list>` : nothing}
    </details>`;
  }

  #uploads(): TemplateResult {
    return html`<details class="fold map-filter">
      <summary>${icon("plus")} Bring in files</summary>
      <upload-panel .desk=${this.desk}></upload-panel>
    </details>`;
  }

  #map(search: Search): TemplateResult {
    const area = areaOf(search);
    const toggled = (event: Event) => (this.mapShown = (event.target as HTMLDetailsElement).open);
    return html`<details class="fold map-filter" @toggle=${toggled}>
      <summary>${icon("pin")} ${area ? "On the map: only what was in the part shown" : "Search on the map"}</summary>
      ${this.mapShown
        ? html`<found-places
            .found=${this.found}
            .area=${area}
            .styleUrl=${this.styleUrl}
            .search=${(chosen: Area | null) => {
              this.#search(within(search, chosen));
            }}
            .open=${this.#open}
          ></found-places>`
        : nothing}
    </details>`;
  }

  #count(): string {
    if (this.standing === "reading") return this.found.length ? "Reading more …" : "Searching …";
    if (this.standing === "failed" || !this.found.length) return "";
    const count = this.found.length === 1 ? "1 found" : `${this.found.length} found`;
    return this.next ? `${count} so far, newest first` : `${count}, newest first`;
  }

  #nothing(): TemplateResult {
    if (!this.query)
      return html`<p class="empty">Nothing is kept yet. A recording is here as soon as it is sealed, a minute after its session has ended.</p>`;
    return html`<div class="empty">
      <p>Nothing was found. References and names are looked for whole: “CAD 7001/21NOV”, “AB/1”, “Khan”.</p>
      <button @click=${() => {
        this.#search({});
      }}>Show everything</button>
    </div>`;
  }

  #more(): TemplateResult | typeof nothing {
    const failed = this.standing === "failed";
    if (this.standing === "reading" || (!this.next && !failed)) return nothing;
    return html`<div class="actions">
      <button @click=${() => void this.#read()}>${failed ? "Try again" : "Look further back"}</button>
    </div>`;
  }

  #search(search: Search): void {
    const query = writeSearch(search);
    if (query === this.query) void this.#begin();
    else goTo(this, { kind: "library", query });
  }

  readonly #open = (materialId: string): void => {
    const material = this.found.find(({ material_id }) => material_id === materialId);
    if (material) location.hash = addressOf(material);
  };

  async #begin(): Promise<void> {
    this.found = [];
    this.next = null;
    await this.#read();
  }

  async #read(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    this.standing = "reading";
    try {
      const query = askServer(readSearch(this.query), this.next, beginOfDay);
      const { materials, next } = await new LibraryApi(this.desk.api).materials(query);
      if (asked !== this.#asked) return;
      this.found = [...this.found, ...materials];
      this.next = next ?? null;
      this.standing = "read";
    } catch (problem) {
      if (asked !== this.#asked) return;
      this.problem = problemWords(problem);
      this.standing = "failed";
    }
  }
}
