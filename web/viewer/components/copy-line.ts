/** A text that is to be copied whole: what it is, the text in full, and the button that copies it. */
import { html, type TemplateResult } from "lit";
import "./copy-button";

/** A `secret` is copied, and never repeated in the notice that says so. */
export function copyLine(what: string, text: string, secret = false): TemplateResult {
  return html`<div class="copy-line">
    <span class="copy-what" aria-hidden="true">${what}</span>
    <output class="mono" aria-label=${what}>${text}</output>
    <copy-button .text=${text} what=${what} ?secret=${secret}></copy-button>
  </div>`;
}
