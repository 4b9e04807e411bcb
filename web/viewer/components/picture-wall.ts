/** The stage: one picture, or a wall of up to nine. */
import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { goTo } from "./go-to";
import { icon } from "./icons";
import { DeskElement } from "./light-element";
import "./picture-tile";

export const MOST_PICTURES = 9;

@customElement("picture-wall")
export class PictureWall extends DeskElement {
  @property({ attribute: false }) focusedId: string | null = null;
  @property({ type: Boolean }) strip = false;

  protected override render(): TemplateResult {
    const ids = [...this.desk.pictures.keys()].slice(0, MOST_PICTURES);
    if (!ids.length) return this.strip ? html`` : this.#empty();
    return html`<div class="wall ${this.strip ? "strip" : ""}" data-count=${ids.length}>
      ${repeat(
        ids,
        (id) => id,
        (id) =>
          html`<picture-tile
            .desk=${this.desk}
            .sessionId=${id}
            .focused=${id === this.focusedId && ids.length > 1}
            .choosable=${!this.strip && ids.length > 2 && id !== this.focusedId}
            .strip=${this.strip}
            @pointerdown=${() => {
              this.#focusOn(id);
            }}
            @focusin=${() => {
              this.#focusOn(id);
            }}
          ></picture-tile>`,
      )}
    </div>`;
  }

  #focusOn(id: string): void {
    if (id !== this.focusedId) this.dispatchEvent(new CustomEvent("sightline-focus", { bubbles: true, detail: id }));
  }

  #empty(): TemplateResult {
    return this.desk.officer.mayAct ? this.#teachWork() : this.#teachReading();
  }

  #teachWork(): TemplateResult {
    return html`<div class="blank">
      <span class="blank-mark">${icon("mark")}</span>
      <h1>See what the caller sees</h1>
      <p>Text a link to the caller's phone. One tap, and their picture and position are here.</p>
      <button
        class="primary large"
        @click=${() => {
          goTo(this, { kind: "new-invite" });
        }}
      >
        ${icon("plus")} New invite <kbd>N</kbd>
      </button>
      <p class="muted">Or choose a live session from the list. Up to nine stay on the stage at once.</p>
    </div>`;
  }

  #teachReading(): TemplateResult {
    return html`<div class="blank">
      <span class="blank-mark">${icon("archive")}</span>
      <h1>You read, you do not take part</h1>
      <p>
        As an auditor you replay recordings, and see who invited whom, and why. You cannot invite, watch live, chat or
        end.
      </p>
      <button
        class="primary large"
        @click=${() => {
          goTo(this, { kind: "past" });
        }}
      >
        ${icon("archive")} Past sessions
      </button>
    </div>`;
  }
}
