/** The map as a filter: where what was found was first seen, and a button that searches the part in view. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { createRef, ref } from "lit/directives/ref.js";
import type { MaterialView } from "../../shared/messages";
import { icon } from "../components/icons";
import { LightElement } from "../components/light-element";
import type { Dot, FoundMap, View } from "../map/found-map";
import type { Area } from "./search";

@customElement("found-places")
export class FoundPlaces extends LightElement {
  @property({ attribute: false }) found: readonly MaterialView[] = [];
  @property({ attribute: false }) area: Area | null = null;
  @property({ attribute: false }) styleUrl = "";
  @property({ attribute: false }) search: (area: Area | null) => void = () => undefined;
  @property({ attribute: false }) open: (materialId: string) => void = () => undefined;
  @state() private standing: "loading" | "shown" | "none" = "loading";
  readonly #place = createRef<HTMLDivElement>();
  #map: FoundMap | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#map?.remove();
    this.#map = null;
  }

  protected override render(): TemplateResult {
    return html`<div class="map found-map" data-map=${this.standing}>
        <div class="map-canvas" ${ref(this.#place)}></div>
        ${this.standing === "none" ? html`<p class="map-none">${icon("warning")} <span>This browser cannot draw the map (no WebGL2). Search by words instead.</span></p>` : nothing}
        ${this.standing === "loading" ? html`<p class="map-none muted">Fetching the map …</p>` : nothing}
      </div>
      <div class="actions">
        <button ?disabled=${this.standing !== "shown"} @click=${this.#searchHere}>${icon("search")} Search what the map shows</button>
        ${this.area ? html`<button class="quiet" @click=${() => { this.search(null); }}>Search everywhere</button>` : nothing}
      </div>`;
  }

  protected override firstUpdated(): void {
    void this.#open();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("found")) this.#map?.show(dotsOf(this.found));
  }

  readonly #searchHere = (): void => {
    if (this.#map) this.search(onEarth(this.#map.view));
  };

  async #open(): Promise<void> {
    const place = this.#place.value;
    if (!place) return;
    try {
      const { openFoundMap } = await import("../map/found-map");
      this.#map = await openFoundMap(place, this.styleUrl, this.area, this.open);
    } catch {
      this.standing = "none";
      return;
    }
    this.standing = "shown";
    if (this.isConnected) this.#map.show(dotsOf(this.found));
    else this.#map.remove();
  }
}

function dotsOf(found: readonly MaterialView[]): Dot[] {
  return found.flatMap(({ material_id, place }) => (place ? [{ id: material_id, ...place }] : []));
}

/** A map zoomed far out shows more than there is. */
function onEarth({ west, south, east, north }: View): Area {
  const clamp = (degrees: number, most: number) => Math.max(-most, Math.min(most, degrees));
  return { west: clamp(west, 180), south: clamp(south, 90), east: clamp(east, 180), north: clamp(north, 90) };
}
