/** What all components share: light DOM, so that one style sheet and one page of headings and landmarks serve all. */
import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import type { Desk } from "../state/desk";

const TICK = 1000;

export class LightElement extends LitElement {
  protected override createRenderRoot(): this {
    return this;
  }
}

/** A component that shows what the desk knows: drawn anew when that changes, and every second for the ages. */
export class DeskElement extends LightElement {
  @property({ attribute: false }) desk!: Desk;
  #stopListening: (() => void) | null = null;
  #tick: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#tick = setInterval(() => {
      this.requestUpdate();
    }, TICK);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#tick);
    this.#stopListening?.();
    this.#stopListening = null;
  }

  protected override willUpdate(): void {
    this.#stopListening ??= this.desk.subscribe(() => {
      this.requestUpdate();
    });
  }
}
