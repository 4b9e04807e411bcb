/** Keys that work anywhere but in a field, and the sheet that shows them. */
import { html, type TemplateResult } from "lit";

export type Shortcut =
  "new-invite" | "past" | "library" | "stage" | "theme" | "help" | "sound" | "grey" | "blur" | "full" | "chat" | "rewind";

export const SHORTCUTS: readonly [key: string, shortcut: Shortcut, words: string][] = [
  ["n", "new-invite", "New invite"],
  ["Escape", "stage", "Back to the pictures"],
  ["l", "library", "Library: find what is kept"],
  ["p", "past", "Past sessions"],
  ["c", "chat", "Write to the caller"],
  ["s", "sound", "Sound of the chosen picture on or off"],
  ["g", "grey", "Chosen picture in grey"],
  ["b", "blur", "Chosen picture blurred"],
  ["f", "full", "Chosen picture on the full screen"],
  ["r", "rewind", "Rewind the chosen picture"],
  ["t", "theme", "Light or dark"],
  ["?", "help", "These shortcuts"],
];

/** The shortcut that a key press means; null while someone types, or with Ctrl, Alt or Meta held. */
export function shortcutOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey" | "target">,
): Shortcut | null {
  if (event.ctrlKey || event.altKey || event.metaKey || takesText(event.target)) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return SHORTCUTS.find(([wanted]) => wanted === key)?.[1] ?? null;
}

/** 1 to 9 choose a picture on the wall; null for any other key. */
export function pictureNumberOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey" | "target">,
): number | null {
  if (event.ctrlKey || event.altKey || event.metaKey || takesText(event.target)) return null;
  return /^[1-9]$/.test(event.key) ? Number(event.key) : null;
}

export function shortcutSheet(close: () => void): TemplateResult {
  const word = (key: string) => (key === "Escape" ? "Esc" : key.toUpperCase());
  return html`<section class="shortcut-sheet" aria-labelledby="shortcut-title">
    <header>
      <h2 id="shortcut-title">Keyboard</h2>
      <button class="quiet small" @click=${close}>Close <kbd>Esc</kbd></button>
    </header>
    <dl>
      ${SHORTCUTS.map(
        ([key, , words]) =>
          html`<dt><kbd>${word(key)}</kbd></dt>
            <dd>${words}</dd>`,
      )}
      <dt><kbd>1</kbd> to <kbd>9</kbd></dt>
      <dd>Choose a picture on the wall</dd>
      <dt><kbd>Space</kbd> <kbd>←</kbd> <kbd>→</kbd></dt>
      <dd>In a replay: play, 10 s back, 10 s on</dd>
      <dt><kbd>I</kbd> <kbd>O</kbd></dt>
      <dd>In a sealed replay: mark beginning and end for a copy</dd>
    </dl>
  </section>`;
}

function takesText(target: EventTarget | null): boolean {
  const { tagName, type } = (target ?? {}) as { tagName?: string; type?: string };
  if (tagName === "INPUT") return !["checkbox", "radio", "button", "range"].includes(type ?? "");
  return tagName === "TEXTAREA" || tagName === "SELECT";
}
