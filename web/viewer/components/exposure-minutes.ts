/** In the officer's own menu: for how long pictures have been before their eyes today. */
import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { addExposure, exposure } from "../state/exposure";
import { span } from "../words/times";
import { DeskElement } from "./light-element";
import { dayWords } from "./moment";

const COUNT_EVERY_SECONDS = 5;

@customElement("exposure-minutes")
export class ExposureMinutes extends DeskElement {
  #counting: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#counting = setInterval(() => {
      if (isPictureSeen()) addExposure(localStorage, this.desk.officer.id, today(), COUNT_EVERY_SECONDS);
    }, COUNT_EVERY_SECONDS * 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#counting);
  }

  protected override render(): TemplateResult {
    const seconds = exposure(localStorage, this.desk.officer.id, today());
    return html`<p class="exposure" title="Counted on this computer, for you alone; blurred pictures do not count.">
      Pictures seen today: <b>${span(seconds * 1000)}</b>
    </p>`;
  }
}

function today(): string {
  return dayWords(Date.now());
}

/** Whether a picture that is not blurred moves, or a still stands, on a page that is in sight. */
function isPictureSeen(): boolean {
  const pictures = [...document.querySelectorAll<HTMLElement>("video:not(.blurred), .still:not(.blurred)")];
  return !document.hidden && pictures.some((picture) => picture.checkVisibility() && !isAtRest(picture));
}

function isAtRest(picture: HTMLElement): boolean {
  return picture instanceof HTMLVideoElement && (picture.paused || !picture.videoWidth);
}
