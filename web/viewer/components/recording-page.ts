/** One recording: its player, and, once it is sealed, what is known of it and can be done with it. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Stretched } from "../replay/timeline";
import { DeskElement } from "./light-element";
import "./library-door";
import "./replay-panel";

@customElement("recording-page")
export class RecordingPage extends DeskElement {
  @property({ attribute: false }) sessionId = "";
  @property({ attribute: false }) idToken: () => string | null = () => null;
  @state() private shownAt: number | null = null;
  /** The part that is marked for a copy. */
  @state() private marked: Stretched | null = null;

  protected override render(): TemplateResult {
    const sealed = this.desk.force.sessions.get(this.sessionId)?.seal;
    return html`<div class="recording" @sightline-shown-at=${this.#shown} @sightline-marked=${this.#marked}>
      <replay-panel
        .desk=${this.desk}
        .sessionId=${this.sessionId}
        .idToken=${this.idToken}
        .marked=${this.marked}
      ></replay-panel>
      ${sealed
        ? html`<library-door
            .desk=${this.desk}
            .room=${{ kind: "below-replay", materialId: this.sessionId, shownAt: this.shownAt }}
          ></library-door>`
        : nothing}
    </div>`;
  }

  readonly #shown = ({ detail }: CustomEvent<number | null>): void => {
    this.shownAt = detail;
  };

  readonly #marked = ({ detail }: CustomEvent<Stretched | null>): void => {
    this.marked = detail;
  };
}

declare global {
  interface HTMLElementEventMap {
    "sightline-marked": CustomEvent<Stretched | null>;
  }
}
