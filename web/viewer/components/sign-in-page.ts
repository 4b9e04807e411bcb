/** What stands where the viewer would be: not signed in yet, signed in as nobody of ours, locked, or broken. */
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "./icons";

export interface Door {
  title: string;
  words: string;
  button: { words: string; act: () => void } | null;
  problem?: string | null;
}

export function door(forceName: string, { title, words, button, problem }: Door): TemplateResult {
  return html`<main class="door">
    <div class="door-sheet">
      <p class="door-brand">${icon("mark")} <b>Sightline</b> <span class="muted">${forceName}</span></p>
      <h1>${title}</h1>
      <p>${words}</p>
      ${problem ? html`<p class="problem" role="alert">${icon("warning")} ${problem}</p>` : nothing}
      ${button ? html`<button class="primary large" @click=${button.act}>${icon("lock")} ${button.words}</button>` : nothing}
      <p class="muted small-print">
        For police officers and staff who are authorised to use it. What you do here is recorded.
      </p>
    </div>
  </main>`;
}
