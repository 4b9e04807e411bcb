/** Where the phone is: the grid reference first and large, as search teams take it down. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { PositionView } from "../../shared/messages";
import { gridReference } from "../position/grid-reference";
import { accuracyFigure, accuracyWords, coordinates, movementWords } from "../position/position-words";
import { inviteOf } from "../state/picture-of-force";
import { age } from "../words/times";
import "./copy-button";
import { icon } from "./icons";
import { DeskElement } from "./light-element";
import { clockTime } from "./moment";

/** A fix older than this is marked: the phone may be elsewhere by now. */
const OLD_MILLISECONDS = 60_000;

@customElement("position-panel")
export class PositionPanel extends DeskElement {
  @property({ attribute: false }) sessionId = "";
  @property({ attribute: false }) position: PositionView | null = null;
  @property({ attribute: false }) shownAt: number | null = null;

  protected override render(): TemplateResult {
    return html`<section class="position" aria-label="Position">
      ${
        this.position
          ? this.#fix(this.position)
          : html`<h2>Position</h2>
              <p class="muted">${this.#whyNone()}</p>`
      }
    </section>`;
  }

  #fix(position: PositionView): TemplateResult {
    const reference = gridReference(position.latitude, position.longitude);
    const now = this.shownAt ?? this.desk.now;
    const old = now - Date.parse(position.fixed_at) > OLD_MILLISECONDS;
    const movement = movementWords(position);
    return html`<h2>OS grid reference</h2>
      <p class="grid-reference">
        <output data-grid-reference>${reference ?? "Outside the OS grid"}</output>
        ${reference ? html`<copy-button .text=${reference} what="grid reference"></copy-button>` : nothing}
      </p>
      <p class="coordinates">
        <span class="unseen">Latitude, longitude: </span><output data-coordinates>${coordinates(position)}</output>
        <copy-button .text=${coordinates(position)} what="latitude and longitude"></copy-button>
      </p>
      <ul class="fix-facts">
        <li>${icon("pin")} <b>${accuracyFigure(position.accuracy)}</b> ${accuracyWords(position.accuracy)}</li>
        <li class=${old ? "old" : ""}>
          ${icon(old ? "warning" : "clock")} ${age(position.fixed_at, now)} old${old ? ", they may have moved" : ""}, at
          ${clockTime(position.fixed_at)}
        </li>
        ${movement ? html`<li>${icon("person")} moving at ${movement}</li>` : nothing}
      </ul>`;
  }

  #whyNone(): string {
    const session = this.desk.force.sessions.get(this.sessionId);
    if (session?.camera) return "This camera sends no position.";
    if (session && !session.capabilities.includes("location"))
      return "The caller did not agree to share the position, or was not asked.";
    const trouble = session && inviteOf(this.desk.force, session)?.trouble?.reason;
    if (trouble === "position-refused")
      return "They refused the position. Say: tap the padlock beside the address, then Location, then Allow.";
    if (this.shownAt !== null) return "No position by this time of the recording.";
    return "No position yet. Say: tap “Share where I am”. When the phone asks, tap Allow.";
  }
}
