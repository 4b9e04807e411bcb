/** The boxes over the picture: what is to be hidden, and what was found and is left. By pointer and by keys. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "../../components/icons";
import { LightElement } from "../../components/light-element";
import { byKey, dragged, drawn, fittings, placeWords, type Box, type Part } from "./box";
import { boxAt, change, placed, withBox, without, type Draft, type Region } from "./draft";
import { showButton } from "./hide-row";
import type { Hiding } from "./hiding";
import { isPlaying, pictureOn, placeOf, watchPlace, type ShownPicture } from "./shown-picture";

/** A drag shorter than this is a tap, which draws nothing. */
const DRAWN = 0.02;
const KEYS = "Arrow keys move it, with Shift they size it";
const BACK = "Escape goes back to the list";

@customElement("hidden-boxes")
export class HiddenBoxes extends LightElement {
  @property({ attribute: false }) hiding!: Hiding;
  /** Where the picture is seen. */
  @state() private place: Box | null = null;
  /** Where a box went by a key. */
  @state() private said = "";
  #picture: ShownPicture | null = null;
  /** The wall clock that was told last, and which second of the film was on then. */
  #told = { at: 0, second: 0 };
  #stopWatching: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    const picture = (this.#picture = pictureOn(this.closest(".screen")));
    if (!picture) return;
    const measure = () => (this.place = placeOf(picture));
    this.#stopWatching = watchPlace(picture, measure);
    measure();
    if (picture instanceof HTMLVideoElement) this.#follow(picture);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWatching?.();
  }

  protected override willUpdate(): void {
    const { at } = this.hiding;
    if (at !== null && at !== this.#told.at) this.#told = { at, second: this.#second };
  }

  /** Somebody at the list below asked for this box. */
  protected override updated(): void {
    const { wanted } = this.hiding;
    const box = wanted && this.querySelector<HTMLElement>(`[data-region="${wanted}"]`);
    if (!box) return;
    this.hiding.found();
    box.focus();
  }

  get #second(): number {
    return this.#picture instanceof HTMLVideoElement ? this.#picture.currentTime : 0;
  }

  /** The wall clock of the picture on the screen: pictures come more often than it is told. */
  get #at(): number | null {
    if (this.hiding.at === null || !isPlaying(this.#picture)) return this.hiding.at;
    return this.#told.at + (this.#second - this.#told.second) * 1000;
  }

  /** The boxes go with the pictures, so that whoever looks the part through sees what is covered. */
  #follow(video: HTMLVideoElement): void {
    const shown = () => {
      if (!this.isConnected) return;
      if (!video.paused) this.requestUpdate();
      video.requestVideoFrameCallback(shown);
    };
    video.requestVideoFrameCallback(shown);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { draft } = this.hiding;
    const { place } = this;
    const at = this.#at;
    if (!draft || at === null || !place) return nothing;
    return html`<div class="hidden-boxes" role="group" aria-label="What is hidden in this picture" .style=${styleOf(place, "px")} @pointerdown=${this.#draw}>
        ${draft.regions.map((region) => this.#region(draft, region, boxAt(region, at), place))}
      </div>
      <p class="unseen" role="status">${this.said}</p>`;
  }

  #region(draft: Draft, region: Region, box: Box | null, place: Box): TemplateResult | typeof nothing {
    if (!box) return nothing;
    const { name, origin } = region;
    const isDrawn = origin === "drawn";
    return html`<button
      class="hidden-box ${region.hidden ? "is-hidden" : ""} ${fittings(box, place)}"
      data-region=${region.id}
      .style=${styleOf({ x: box.x * 100, y: box.y * 100, width: box.width * 100, height: box.height * 100 }, "%")}
      aria-pressed=${isDrawn ? nothing : region.hidden ? "true" : "false"}
      aria-label=${`${isDrawn ? `${name}: ${region.hidden ? "hidden" : "left to be seen"}. ${KEYS}` : `Hide ${name}`}. ${BACK}`}
      @click=${() => {
        if (!isDrawn) this.hiding.change(change(draft, region.id, { hidden: !region.hidden }));
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === "Escape") this.#leave(event, region);
        else if (isDrawn) this.#key(event, region, box);
      }}
      @pointerdown=${(event: PointerEvent) => {
        event.stopPropagation();
        if (isDrawn) this.#drag(event, region, box);
      }}
    >
      <span class="box-name" aria-hidden="true">${icon(region.hidden ? "blur" : "eye")} ${name}</span>
      ${isDrawn ? html`<span class="box-corner" data-part="corner" aria-hidden="true"></span>` : nothing}
    </button>`;
  }

  #leave(event: KeyboardEvent, region: Region): void {
    event.preventDefault();
    event.stopPropagation();
    document.getElementById(showButton(region))?.focus();
  }

  #key(event: KeyboardEvent, region: Region, box: Box): void {
    const { draft, at } = this.hiding;
    if (!draft || at === null) return;
    const next = byKey(box, event.key, event.shiftKey);
    if (!next && event.key !== "Delete") return;
    event.preventDefault();
    event.stopPropagation();
    this.said = next ? placeWords(next) : `${region.name} is removed`;
    this.hiding.change(next ? placed(draft, region.id, at, next) : without(draft, region.id));
  }

  #drag(event: PointerEvent, region: Region, box: Box): void {
    const part: Part = (event.target as HTMLElement).dataset.part === "corner" ? "corner" : "box";
    const from = this.#point(event);
    this.#drawAlong(event, (to) => {
      const { draft, at } = this.hiding;
      if (!draft || at === null) return;
      this.hiding.change(placed(draft, region.id, at, dragged(part, box, to.x - from.x, to.y - from.y)));
    });
  }

  readonly #draw = (event: PointerEvent): void => {
    const { draft, at } = this.hiding;
    if (!draft || at === null || event.button !== 0) return;
    const from = this.#point(event);
    this.#drawAlong(event, (to) => {
      if (Math.abs(to.x - from.x) > DRAWN && Math.abs(to.y - from.y) > DRAWN)
        this.hiding.change(withBox(draft, at, drawn(from, to)));
    });
  };

  /** Follow the pointer until it is lifted, wherever it goes. */
  #drawAlong(event: PointerEvent, move: (to: { x: number; y: number }) => void): void {
    event.preventDefault();
    if (isPlaying(this.#picture)) this.#picture.pause();
    (event.target as HTMLElement).closest("button")?.focus();
    const over = new AbortController();
    const { signal } = over;
    window.addEventListener("pointermove", (moved) => { move(this.#point(moved)); }, { signal });
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, () => { over.abort(); }, { signal });
  }

  #point({ clientX, clientY }: PointerEvent): { x: number; y: number } {
    const { left, top, width, height } = this.querySelector(".hidden-boxes")?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return { x: Math.min(1, Math.max(0, (clientX - left) / width)), y: Math.min(1, Math.max(0, (clientY - top) / height)) };
  }
}

/** Set as a property: the site's policy allows no style attribute. */
function styleOf({ x, y, width, height }: Box, unit: "px" | "%"): string {
  return `left: ${x}${unit}; top: ${y}${unit}; width: ${width}${unit}; height: ${height}${unit}`;
}
