/** The boxes over the picture: what is to be hidden, and what was found and is left. By pointer and by keys. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "../../components/icons";
import { LightElement } from "../../components/light-element";
import { byKey, dragged, drawn, pictureWithin, type Box, type Part } from "./box";
import { boxAt, change, placed, withBox, without, type Draft, type Region } from "./draft";
import type { Hiding } from "./hiding";

/** A drag shorter than this is a tap, which draws nothing. */
const DRAWN = 0.02;

@customElement("hidden-boxes")
export class HiddenBoxes extends LightElement {
  @property({ attribute: false }) hiding!: Hiding;
  @state() private place = "";
  #video: HTMLVideoElement | null = null;
  /** The wall clock that was told last, and which second of the film was on then. */
  #told = { at: 0, second: 0 };
  readonly #watch = new ResizeObserver(() => {
    this.#measure();
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.#video = this.closest(".screen")?.querySelector("video") ?? null;
    if (!this.#video) return;
    this.#watch.observe(this.#video);
    this.#video.addEventListener("resize", this.#measure);
    this.#follow(this.#video);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch.disconnect();
    this.#video?.removeEventListener("resize", this.#measure);
  }

  protected override willUpdate(): void {
    const { at } = this.hiding;
    if (at !== null && at !== this.#told.at) this.#told = { at, second: this.#video?.currentTime ?? 0 };
  }

  /** The wall clock of the picture on the screen: pictures come more often than it is told. */
  get #at(): number | null {
    if (this.hiding.at === null || !this.#video || this.#video.paused) return this.hiding.at;
    return this.#told.at + (this.#video.currentTime - this.#told.second) * 1000;
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
    const at = this.#at;
    if (!draft || at === null || !this.place) return nothing;
    return html`<div class="hidden-boxes" role="group" aria-label="What is hidden in this picture" .style=${this.place} @pointerdown=${this.#draw}>
      ${draft.regions.map((region) => this.#region(draft, region, boxAt(region, at)))}
    </div>`;
  }

  #region(draft: Draft, region: Region, box: Box | null): TemplateResult | typeof nothing {
    if (!box) return nothing;
    const isDrawn = region.origin === "drawn";
    return html`<button
      class="hidden-box ${region.hidden ? "is-hidden" : ""}"
      .style=${styleOf(box)}
      aria-pressed=${isDrawn ? nothing : region.hidden ? "true" : "false"}
      aria-label=${`${region.name}: ${region.hidden ? "hidden" : "left to be seen"}${isDrawn ? ". Arrow keys move it, with Shift they size it" : ""}`}
      @click=${() => {
        if (!isDrawn) this.hiding.change(change(draft, region.id, { hidden: !region.hidden }));
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (isDrawn) this.#key(event, region, box);
      }}
      @pointerdown=${(event: PointerEvent) => {
        event.stopPropagation();
        if (isDrawn) this.#drag(event, region, box);
      }}
    >
      <span class="box-name" aria-hidden="true">${icon(region.hidden ? "blur" : "eye")} ${region.name}</span>
      ${isDrawn ? html`<span class="box-corner" data-part="corner" aria-hidden="true"></span>` : nothing}
    </button>`;
  }

  #key(event: KeyboardEvent, region: Region, box: Box): void {
    const { draft, at } = this.hiding;
    if (!draft || at === null) return;
    const next = byKey(box, event.key, event.shiftKey);
    if (!next && event.key !== "Delete") return;
    event.preventDefault();
    event.stopPropagation();
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
    this.#video?.pause();
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

  readonly #measure = (): void => {
    const video = this.#video;
    if (!video?.videoWidth) return;
    const element = { x: video.offsetLeft, y: video.offsetTop, width: video.offsetWidth, height: video.offsetHeight };
    const { x, y, width, height } = pictureWithin(element, { width: video.videoWidth, height: video.videoHeight });
    this.place = `left: ${x}px; top: ${y}px; width: ${width}px; height: ${height}px`;
  };
}

/** Set as a property: the site's policy allows no style attribute. */
function styleOf({ x, y, width, height }: Box): string {
  return `left: ${x * 100}%; top: ${y * 100}%; width: ${width * 100}%; height: ${height * 100}%`;
}
