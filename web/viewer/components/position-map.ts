/** The map's place on the page. The map itself is fetched when it is first needed, and may be done without. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { createRef, ref } from "lit/directives/ref.js";
import type { PositionView } from "../../shared/messages";
import type { TrailMap } from "../map/trail-map";
import { THEME_CHANGED } from "../theme";
import { icon } from "./icons";
import { LightElement } from "./light-element";

@customElement("position-map")
export class PositionMap extends LightElement {
  @property({ attribute: false }) trail: readonly PositionView[] = [];
  @property({ attribute: false }) styleUrl = "";
  @state() private standing: "loading" | "shown" | "none" = "loading";
  @state() private following = true;
  readonly #place = createRef<HTMLDivElement>();
  #map: TrailMap | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener(THEME_CHANGED, this.#reopen);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener(THEME_CHANGED, this.#reopen);
    this.#close();
  }

  protected override render(): TemplateResult {
    return html`<div class="map" data-map=${this.standing}>
      <div class="map-canvas" ${ref(this.#place)}></div>
      ${this.standing === "shown" ? this.#buttons() : nothing}
      ${this.standing === "none" ? html`<p class="map-none">${icon("warning")} <span>This browser cannot draw the map (no WebGL2). The coordinates above are right.</span></p>` : nothing}
      ${this.standing === "loading" ? html`<p class="map-none muted">Fetching the map …</p>` : nothing}
    </div>`;
  }

  protected override firstUpdated(): void {
    void this.#open();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("trail")) this.#map?.show(this.trail, this.following);
  }

  #buttons(): TemplateResult {
    return html`<div class="map-buttons">
      <button class="small" @click=${() => this.#map?.centre()}>${icon("pin")} Centre</button>
      <button class="small" aria-pressed=${this.following ? "true" : "false"} @click=${this.#follow}>
        ${icon("expand")} Follow
      </button>
    </div>`;
  }

  readonly #follow = (): void => {
    this.following = !this.following;
    if (this.following) this.#map?.centre();
  };

  #close(): void {
    this.#map?.remove();
    this.#map = null;
  }

  /** The map is painted once, in the colours that it opens with. */
  readonly #reopen = (): void => {
    this.#close();
    void this.#open();
  };

  async #open(): Promise<void> {
    const place = this.#place.value;
    if (!place) return;
    try {
      const { openTrailMap } = await import("../map/trail-map");
      this.#map = await openTrailMap(place, this.styleUrl, () => (this.following = false));
    } catch {
      this.standing = "none";
      return;
    }
    this.standing = "shown";
    if (this.isConnected) this.#map.show(this.trail, this.following);
    else this.#close();
  }
}
