/** Copies a text and says so. */
import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "./icons";
import { LightElement } from "./light-element";
import { notify } from "./notices";

const SAID_MILLISECONDS = 2000;

@customElement("copy-button")
export class CopyButton extends LightElement {
  @property({ attribute: false }) text = "";
  /** What is copied, as in "grid reference". */
  @property() what = "";
  /** Whether the text itself is not to be shown again. */
  @property({ type: Boolean }) secret = false;
  @state() private copied = false;

  protected override render(): TemplateResult {
    const words = this.copied ? "Copied" : "Copy";
    return html`<button class="quiet small" aria-label="Copy ${this.what}" @click=${() => void this.#copy()}>
      ${icon(this.copied ? "check" : "copy")} ${words}
    </button>`;
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text);
    } catch {
      notify(this, "This browser does not let the page copy. Select the text and copy it yourself.", "trouble");
      return;
    }
    this.copied = true;
    notify(this, `Copied: ${this.secret ? this.what : this.text}`);
    setTimeout(() => (this.copied = false), SAID_MILLISECONDS);
  }
}
