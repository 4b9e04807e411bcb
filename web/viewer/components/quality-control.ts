/** The menu by which an officer asks for a sharper picture or for less of it; every officer sees what is asked. */
import { html, type TemplateResult } from "lit";
import type { AskedQuality, SessionView } from "../../shared/messages";
import { ASKED_QUALITIES } from "../words/quality-words";

export function qualityControl(session: SessionView, ask: (quality: AskedQuality) => void): TemplateResult {
  const asked = session.asked_quality ?? "automatic";
  const choices = Object.entries(ASKED_QUALITIES);
  return html`<label class="quality"
    >Quality
    <select
      .value=${asked}
      @change=${(event: Event) => {
        ask((event.target as HTMLSelectElement).value as AskedQuality);
      }}
    >
      ${choices.map(([quality, words]) => html`<option value=${quality} ?selected=${quality === asked}>${words}</option>`)}
    </select></label
  >`;
}
