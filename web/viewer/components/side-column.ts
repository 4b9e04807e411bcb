/** The right column: where the phone is, the map, the chat, and the session's particulars, each of which folds. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { CameraView, PositionView, SessionView } from "../../shared/messages";
import {
  capabilityWords,
  LANGUAGES,
  PURPOSES,
  RETENTION_CATEGORIES,
  SESSION_STATES,
  SOURCE_KINDS,
} from "../words/labels";
import { DeskElement } from "./light-element";
import { dayAndTime } from "./moment";
import "./chat-panel";
import "./position-map";
import "./position-panel";
import "./sent-files";
import "./watch-pass";

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
          html`${this.#hasCitizen(id) ? this.#citizen(id, trail) : nothing}
            <details class="fold">
              <summary>Details</summary>
              ${this.#details(id)}
            </details>`,
      )}
    </aside>`;
  }

  /** A camera has no position, and nobody to chat with. */
  #hasCitizen(sessionId: string): boolean {
    return !this.desk.force.sessions.get(sessionId)?.camera;
  }

  #citizen(id: string, trail: readonly PositionView[]): TemplateResult {
    return html`<position-panel
        .desk=${this.desk}
        .sessionId=${id}
        .position=${trail.at(-1) ?? null}
        .shownAt=${this.shownAt}
      ></position-panel>
      <details class="fold map-fold" open>
        <summary>Map</summary>
        <position-map .trail=${trail} .styleUrl=${this.styleUrl}></position-map>
      </details>
      ${this.#files(id)}
      <details class="fold" open>
        <summary>Chat</summary>
        <chat-panel .desk=${this.desk} .sessionId=${id} .shownAt=${this.shownAt}></chat-panel>
      </details>`;
  }

  /** Only where the caller agreed to send some. */
  #files(sessionId: string): TemplateResult | typeof nothing {
    const session = this.desk.force.sessions.get(sessionId);
    if (!session?.capabilities.includes("upload")) return nothing;
    return html`<details class="fold" open>
      <summary>Photos and videos</summary>
      <sent-files .desk=${this.desk} .session=${session}></sent-files>
    </details>`;
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
    const mayPass = session.state !== "ended" && this.desk.officer.mayAct;
    return html`<dl class="facts">
        <dt>State</dt>
        <dd>${SESSION_STATES[session.state]}</dd>
        <dt>Began</dt>
        <dd>${dayAndTime(session.created_at)}</dd>
        ${session.camera ? ofCamera(session.camera) : ofCitizen(session)}
        <dt>Why</dt>
        <dd>${PURPOSES[session.purpose]}</dd>
        <dt>Keep</dt>
        <dd>${RETENTION_CATEGORIES[session.retention_category]}</dd>
        <dt>Session</dt>
        <dd class="mono">${session.session_id}</dd>
      </dl>
      ${mayPass ? html`<watch-pass .desk=${this.desk} .sessionId=${sessionId}></watch-pass>` : nothing}`;
  }
}

function ofCitizen({ spoken_code, capabilities, keep_original: better, language }: SessionView): TemplateResult {
  return html`<dt>Spoken code</dt>
    <dd>${spoken_code}</dd>
    <dt>Agreed to</dt>
    <dd>${capabilityWords(capabilities)}${better ? ", better copy" : ""}</dd>
    <dt>Language</dt>
    <dd>${language ? LANGUAGES[language] : ""}</dd>`;
}

function ofCamera({ name, kind }: CameraView): TemplateResult {
  return html`<dt>Camera</dt>
    <dd>${name}</dd>
    <dt>Kind</dt>
    <dd>${SOURCE_KINDS[kind]}</dd>`;
}
