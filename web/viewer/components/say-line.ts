/** The next sentence to say to the caller, set apart so that it can be read out at once. */
import { html, type TemplateResult } from "lit";
import { icon } from "./icons";

export function sayLine(sentence: string): TemplateResult {
  return html`<p class="say">
    ${icon("say")} <span><b>Say:</b> ${sentence}</span>
  </p>`;
}
