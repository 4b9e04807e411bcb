/** What has just happened, said once: seen for a while in a corner, read out by screen readers. */
import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { icon } from "./icons";
import { LightElement } from "./light-element";

export type NoticeTone = "calm" | "good" | "trouble";

interface Notice {
  id: number;
  tone: NoticeTone;
  text: string;
}

const SHOWN_MILLISECONDS = { calm: 6000, good: 6000, trouble: 15_000 };

/** Ask the page to say something. */
export function notify(from: EventTarget, text: string, tone: NoticeTone = "calm"): void {
  from.dispatchEvent(new CustomEvent("sightline-notice", { bubbles: true, composed: true, detail: { text, tone } }));
}

@customElement("sightline-notices")
export class Notices extends LightElement {
  @state() private notices: readonly Notice[] = [];
  #count = 0;

  show(text: string, tone: NoticeTone): void {
    const notice = { id: ++this.#count, tone, text };
    this.notices = [...this.notices.filter((other) => other.text !== text), notice].slice(-4);
    setTimeout(() => {
      this.#dismiss(notice.id);
    }, SHOWN_MILLISECONDS[tone]);
  }

  #dismiss(id: number): void {
    this.notices = this.notices.filter((notice) => notice.id !== id);
  }

  protected override render(): TemplateResult {
    return html`<div class="notices" role="status" aria-live="polite">
      ${repeat(this.notices, ({ id }) => id, this.#notice)}
    </div>`;
  }

  readonly #notice = ({ id, tone, text }: Notice): TemplateResult =>
    html` <div class="notice ${tone}">
      ${icon(tone === "trouble" ? "warning" : tone === "good" ? "check" : "say")}
      <p>${text}</p>
      <button
        class="quiet square"
        aria-label="Dismiss"
        @click=${() => {
          this.#dismiss(id);
        }}
      >
        ${icon("close")}
      </button>
    </div>`;
}
