/**
 * One recording: its player, and, once it is sealed, what is known of it and can be done with it.
 *
 * That comes when the player is there: a button that moves between press and release is not clicked.
 */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { HidingOnPage } from "../library/hiding/hiding";
import { may } from "../library/powers";
import type { Stretched } from "../replay/timeline";
import { DeskElement } from "./light-element";
import "./library-door";
import "./replay-panel";

@customElement("recording-page")
export class RecordingPage extends DeskElement {
  @property({ attribute: false }) sessionId = "";
  @property({ attribute: false }) idToken: () => string | null = () => null;
  /** The part that is marked for a copy. */
  @state() private marked: Stretched | null = null;
  @state() private opened = false;
  readonly #hiding = new HidingOnPage(this, (at) => {
    this.querySelector("replay-panel")?.show(at);
  });

  protected override willUpdate(changed?: PropertyValues<this>): void {
    super.willUpdate();
    if (!changed?.has("sessionId")) return;
    this.marked = null;
    this.#hiding.turnTo(this.sessionId);
    this.opened = false;
  }

  protected override render(): TemplateResult {
    const sealed = this.desk.force.sessions.get(this.sessionId)?.seal;
    const mayCopy = sealed && may(this.desk.officer.role, "copy");
    const hiding = this.#hiding.now;
    return html`<div
      class="recording"
      @sightline-unmarked=${this.#cleared}
      @sightline-replay-opened=${this.#shown}
      @sightline-shown-at=${this.#hiding.shown}
    >
      <replay-panel
        .desk=${this.desk}
        .sessionId=${this.sessionId}
        .idToken=${this.idToken}
        .marked=${this.marked}
        .mark=${mayCopy ? this.#mark : null}
        .over=${hiding.draft ? html`<hidden-boxes .hiding=${hiding}></hidden-boxes>` : nothing}
      ></replay-panel>
      ${sealed && this.opened
        ? html`<library-door
            .desk=${this.desk}
            .room=${{ kind: "below-replay", materialId: this.sessionId, marked: this.marked, hiding }}
          ></library-door>`
        : nothing}
    </div>`;
  }

  readonly #mark = (marked: Stretched | null): void => {
    this.marked = marked;
  };

  readonly #shown = (): void => {
    this.opened = true;
  };

  readonly #cleared = (): void => {
    this.marked = null;
  };
}

declare global {
  interface HTMLElementEventMap {
    "sightline-unmarked": CustomEvent<null>;
  }
}
