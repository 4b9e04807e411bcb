/** What officers said to the citizen during a session: recordings of their own, beside the timeline. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { VoiceView } from "../../shared/messages";

/** Every voice in the order they began, by `row`. */
export function voiceList(
  voices: readonly VoiceView[],
  row: (voice: VoiceView) => TemplateResult,
): TemplateResult | typeof nothing {
  if (!voices.length) return nothing;
  return html`<details class="fold gaps voices" open>
    <summary>${voices.length === 1 ? "An officer spoke once" : `Officers spoke ${voices.length} times`}</summary>
    <ul>
      ${repeat(
        voices,
        ({ recording_id }) => recording_id,
        (voice) => html`<li>${row(voice)}</li>`,
      )}
    </ul>
  </details>`;
}
