/** The right column: where the phone is, the map, the chat, and the session's particulars, each of which folds. */
import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { PositionView } from "../../shared/messages";
import { capabilityWords, LANGUAGES, PURPOSES, RETENTION_CATEGORIES, SESSION_STATES } from "../words/labels";
import { DeskElement } from "./light-element";
import { dayAndTime } from "./moment";
import "./chat-panel";
import "./position-map";
import "./position-panel";

@customElement("side-column")
export class SideColumn extends DeskElement {
  @property({ attribute: false }) sessionId = "";
  @property({ attribute: false }) styleUrl = "";
  /** The wall clock time that a replay shows; null while live. */
  @property({ attribute: false }) shownAt: number | null = null;

  protected override render(): TemplateResult {
    const { sessionId } = this;
    const trail = this.#trail(sessionId);
    return html`<aside class="side" aria-label="Position, chat and details">
      ${repeat(
        [sessionId],
        (id) => id,
        (id) =>
          html` <position-panel
              .desk=${this.desk}
              .sessionId=${id}
              .position=${trail.at(-1) ?? null}
              .shownAt=${this.shownAt}
            ></position-panel>
            <details class="fold map-fold" open>
              <summary>Map</summary>
              <position-map .trail=${trail} .styleUrl=${this.styleUrl}></position-map>
            </details>
            <details class="fold" open>
              <summary>Chat</summary>
              <chat-panel .desk=${this.desk} .sessionId=${id} .shownAt=${this.shownAt}></chat-panel>
            </details>
            <details class="fold">
              <summary>Details</summary>
              ${this.#details(id)}
            </details>`,
      )}
    </aside>`;
  }

  /** In a replay, the trail up to the time shown. */
  #trail(sessionId: string): readonly PositionView[] {
    const trail = this.desk.force.trails.get(sessionId) ?? [];
    const { shownAt } = this;
    return shownAt === null ? trail : trail.filter(({ fixed_at }) => Date.parse(fixed_at) <= shownAt);
  }

  #details(sessionId: string): TemplateResult {
    const session = this.desk.force.sessions.get(sessionId);
    if (!session) return html`<p class="empty">Reading …</p>`;
    return html`<dl class="facts">
      <dt>State</dt>
      <dd>${SESSION_STATES[session.state]}</dd>
      <dt>Began</dt>
      <dd>${dayAndTime(session.created_at)}</dd>
      <dt>Spoken code</dt>
      <dd>${session.spoken_code}</dd>
      <dt>Agreed to</dt>
      <dd>${capabilityWords(session.capabilities)}</dd>
      <dt>Why</dt>
      <dd>${PURPOSES[session.purpose]}</dd>
      <dt>Language</dt>
      <dd>${LANGUAGES[session.language]}</dd>
      <dt>Keep</dt>
      <dd>${RETENTION_CATEGORIES[session.retention_category]}</dd>
      <dt>Session</dt>
      <dd class="mono">${session.session_id}</dd>
    </dl>`;
  }
}
