/** What officers said to the citizen during a session: recordings of their own, beside the timeline. */
import { html, nothing, type TemplateResult } from "lit";
import type { VoiceView } from "../../shared/messages";
import { span } from "../words/times";
import { icon } from "./icons";
import { clockTime } from "./moment";

/** Every voice as a sentence, which leads to the picture at that time. */
export function voiceList(
  voices: readonly VoiceView[],
  show: (wallTime: number) => void,
): TemplateResult | typeof nothing {
  if (!voices.length) return nothing;
  return html`<details class="fold gaps voices" open>
    <summary>${voices.length === 1 ? "An officer spoke once" : `Officers spoke ${voices.length} times`}</summary>
    <ul>
      ${voices.map((voice) => voiceRow(voice, show))}
    </ul>
  </details>`;
}

function voiceRow(voice: VoiceView, show: (wallTime: number) => void): TemplateResult {
  const beganAt = Date.parse(voice.began_at);
  return html`<li>
    ${icon("microphone")}
    <span
      >${clockTime(beganAt)}: ${voice.speaker_name ?? "an officer"} spoke for
      ${span(Date.parse(voice.ended_at) - beganAt)}; recorded</span
    >
    <button
      class="small"
      @click=${() => {
        show(beganAt);
      }}
    >
      Show the picture then
    </button>
  </li>`;
}
