/** A still where the video would be. */
import { html, type TemplateResult } from "lit";
import type { StillShown } from "../../shared/messages";
import { timeWords } from "./moment";

export function stillPicture(still: StillShown, look: string): TemplateResult {
  return html`<img
    class="still ${look}"
    src="data:image/jpeg;base64,${still.jpeg}"
    alt="Still picture taken at ${timeWords(still.captured_at)}"
  />`;
}
