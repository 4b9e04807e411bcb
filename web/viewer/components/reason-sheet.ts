/** Asks why sealed evidence is looked at, before it is shown: one tap gives the reason, which is kept with it. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Desk } from "../state/desk";
import { problemWords } from "../state/problem-words";
import { icon } from "./icons";
import { LightElement } from "./light-element";

/** What officers look at recordings for most. */
export const REASONS = ["Investigation", "Review for court", "Supervision", "Disclosure"] as const;
const SHORTEST = 3;
const LONGEST = 200;

@customElement("reason-sheet")
export class ReasonSheet extends LightElement {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) materialId = "";
  /** What is looked at, as it is called. */
  @property({ attribute: false }) what = "recording";
  @state() private other = false;
  @state() private sending = false;
  @state() private problem: string | null = null;

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>("h2")?.focus();
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (changed.has("other") && this.other) this.querySelector("input")?.focus();
  }

  protected override render(): TemplateResult {
    return html`<section class="sheet reason-sheet" aria-labelledby="reason-title">
      <h2 id="reason-title" tabindex="-1">Why are you looking at this ${this.what}?</h2>
      <p class="muted">
        Your name, the time and the reason are kept with it. You are not asked about it again for 12 hours.
      </p>
      <div class="reasons" role="group" aria-labelledby="reason-title">
        ${REASONS.map((reason) => this.#button(reason))}
        <button
          aria-expanded=${this.other ? "true" : "false"}
          ?disabled=${this.sending}
          @click=${() => {
            this.other = !this.other;
          }}
        >
          Other…
        </button>
      </div>
      ${this.other ? this.#line() : nothing}
      ${this.problem ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>` : nothing}
    </section>`;
  }

  #button(reason: string): TemplateResult {
    return html`<button ?disabled=${this.sending} @click=${() => void this.#give(reason)}>${reason}</button>`;
  }

  #line(): TemplateResult {
    return html`<form class="field" @submit=${this.#submit}>
      <label for="other-reason">Other reason</label>
      <input id="other-reason" name="reason" required minlength=${SHORTEST} maxlength=${LONGEST} autocomplete="off" />
      <button class="primary" ?disabled=${this.sending}>Show the ${this.what}</button>
    </form>`;
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = this.querySelector("input")?.value.trim();
    if (given) void this.#give(given);
  };

  async #give(reason: string): Promise<void> {
    this.sending = true;
    this.problem = null;
    try {
      await this.desk.api.beginViewing(this.materialId, reason);
      this.dispatchEvent(new CustomEvent("sightline-reason-given", { bubbles: true }));
    } catch (problem) {
      this.problem = problemWords(problem);
    } finally {
      this.sending = false;
    }
  }
}
