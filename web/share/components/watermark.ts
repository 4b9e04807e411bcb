/** Who looks, and when, over what they see. It moves, so that no crop is rid of it; where motion is not wanted, it jumps. */
import { html, type TemplateResult } from "lit";
import type { ShareForRecipient } from "../../shared/messages";
import { ZoneClock } from "../../viewer/words/times";

const PLACES = 4;
const MINUTE = 60_000;
const clock = new ZoneClock("Europe/London");

export function watermarkWords({ recipient_name, organisation }: ShareForRecipient, now: number): string {
  return `${recipient_name}, ${organisation} · ${clock.dayAndTime(now)}`;
}

/** Where it stands in a minute, for who wants no motion. */
export function placeAt(now: number): number {
  return Math.floor(now / MINUTE) % PLACES;
}

export function watermark(share: ShareForRecipient, now: number): TemplateResult {
  return html`<div class="watermark" aria-hidden="true" data-place=${placeAt(now)}>
    <span>${watermarkWords(share, now)}</span>
    <span>${watermarkWords(share, now)}</span>
  </div>`;
}
