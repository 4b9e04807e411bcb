/** Marks a part of a recording for a copy, by buttons below the timeline and by the keys I and O. */
import { html, nothing, type TemplateResult } from "lit";
import { markBeginning, markEnd, marksText } from "../replay/marks";
import type { Stretched } from "../replay/timeline";
import { icon } from "./icons";
import { timeWords } from "./moment";

export type Mark = (marked: Stretched | null) => void;

export function markButtons(
  marked: Stretched | null,
  at: number,
  mark: Mark,
  time: (instant: number) => string = timeWords,
): TemplateResult {
  const clear = () => {
    mark(null);
  };
  return html`<div class="transport marking">
    ${icon("scissors")}
    <button
      aria-keyshortcuts="i"
      @click=${() => {
        mark(markBeginning(marked, at));
      }}
    >
      Mark the beginning here <kbd>I</kbd>
    </button>
    <button
      aria-keyshortcuts="o"
      ?disabled=${!marked}
      @click=${() => {
        mark(markEnd(marked, at));
      }}
    >
      Mark the end here <kbd>O</kbd>
    </button>
    ${marked ? html`<button class="quiet" @click=${clear}>Clear</button>` : nothing}
    <span class="marked-words" role="status">${marksText(marked, time)}</span>
  </div>`;
}

/** I and O, as editors have them; where a field has the keyboard they are letters. */
export function markKey(event: KeyboardEvent, marked: Stretched | null, at: number, mark: Mark): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const next = { i: markBeginning(marked, at), o: markEnd(marked, at) }[event.key.toLowerCase()];
  if (!next) return;
  event.preventDefault();
  mark(next);
}
