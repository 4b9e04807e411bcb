/** A material without a recording of ours to be played: an uploaded file, a copy, a session that was disposed of. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { MaterialView } from "../../shared/messages";
import { DeskElement } from "../components/light-element";
import { HidingOnPage } from "./hiding/hiding";
import { LibraryApi } from "./library-api";
import { addressOf, KINDS } from "./material-words";
import "./material-sections";

@customElement("material-page")
export class MaterialPage extends DeskElement {
  @property({ attribute: false }) materialId = "";
  @state() private material: MaterialView | null = null;
  readonly #hiding = new HidingOnPage(this, (at) => {
    this.querySelector<Element & { show: (at: number) => void }>("film-player, photograph-panel")?.show(at);
  });

  protected override willUpdate(changed?: PropertyValues<this>): void {
    super.willUpdate();
    if (changed?.has("materialId")) this.#hiding.turnTo(this.materialId);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("materialId")) void this.#read(this.materialId);
  }

  protected override render(): TemplateResult {
    const { material } = this;
    return html`<section class="recording" aria-labelledby="material-title" @sightline-shown-at=${this.#hiding.shown}>
      <header class="panel-head">
        <h1 class="ref" id="material-title">${material?.incident_ref ?? "Library"}</h1>
        ${material ? html`<p class="muted">${KINDS[material.kind]} ${material.title} ${this.#parent(material)}</p>` : nothing}
      </header>
      <material-sections
        .desk=${this.desk}
        .materialId=${this.materialId}
        .hiding=${this.#hiding.now}
      ></material-sections>
    </section>`;
  }

  /** Whatever the master is, its own page leads on to the player of a recording. */
  #parent({ parent_id }: MaterialView): TemplateResult | typeof nothing {
    if (!parent_id) return nothing;
    return html`of <a href=${`#/material/${parent_id}`}>its master</a>`;
  }

  async #read(materialId: string): Promise<void> {
    this.material = null;
    // Where it cannot be read, the sections below say why.
    const material = await new LibraryApi(this.desk.api).material(materialId).catch(() => null);
    if (materialId !== this.materialId) return;
    if (material?.kind === "session" && material.state !== "disposed") location.replace(addressOf(material));
    else this.material = material;
  }
}
