/** All ended sessions, newest first, page by page. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { SessionView } from "../../shared/messages";
import { writePlace } from "../state/place";
import { problemWords } from "../state/problem-words";
import { END_REASONS, PURPOSES } from "../words/labels";
import { span } from "../words/times";
import { goTo } from "./go-to";
import { icon } from "./icons";
import { DeskElement } from "./light-element";
import { dayAndTime } from "./moment";

@customElement("past-sessions")
export class PastSessions extends DeskElement {
  @state() private sessions: readonly SessionView[] = [];
  @state() private next: string | null = null;
  @state() private standing: "reading" | "read" | "failed" = "reading";
  @state() private problem = "";

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  protected override render(): TemplateResult {
    return html`<section class="sheet past" aria-labelledby="past-title">
      <h1 id="past-title">Past sessions</h1>
      <p class="muted">
        Everything that is kept, from recordings to uploaded files, can be searched in
        <a href=${writePlace({ kind: "library", query: "" })}>the library</a>.
      </p>
      ${this.sessions.length ? this.#table() : nothing}
      ${this.standing === "read" && !this.sessions.length ? html`<p class="empty">No session has ended yet. When one does, its recording is here.</p>` : nothing}
      ${this.standing === "reading" ? html`<p class="muted" role="status">Reading …</p>` : nothing}
      ${this.standing === "failed" ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>` : nothing}
      ${this.next || this.standing === "failed" ? html`<div class="actions"><button @click=${() => void this.#read()}>${this.next ? "Older sessions" : "Try again"}</button></div>` : nothing}
    </section>`;
  }

  #table(): TemplateResult {
    return html`<div class="table" tabindex="0" role="region" aria-label="List of past sessions">
      <table>
        <thead>
          <tr>
            <th>Incident</th>
            <th>Began</th>
            <th>Length</th>
            <th>Why</th>
            <th>End</th>
            <th>Seal</th>
          </tr>
        </thead>
        <tbody>
          ${this.sessions.map(this.#row)}
        </tbody>
      </table>
    </div>`;
  }

  readonly #row = (session: SessionView): TemplateResult =>
    html`<tr>
      <th scope="row">
        <button
          class="link ref"
          @click=${() => {
            goTo(this, { kind: "replay", sessionId: session.session_id });
          }}
        >
          ${session.incident_ref}
        </button>
      </th>
      <td data-label="Began">${dayAndTime(session.created_at)}</td>
      <td data-label="Length">
        ${session.live_at && session.ended_at ? span(Date.parse(session.ended_at) - Date.parse(session.live_at)) : "No picture"}
      </td>
      <td data-label="Why">${PURPOSES[session.purpose]}</td>
      <td data-label="End">${session.end_reason ? END_REASONS[session.end_reason] : ""}</td>
      <td data-label="Seal">${session.seal ? html`${icon("lock")} Sealed` : html`${icon("clock")} Not yet`}</td>
    </tr>`;

  async #read(): Promise<void> {
    this.standing = "reading";
    try {
      const { sessions, next } = await this.desk.api.sessions(["ended"], this.next);
      this.sessions = [...this.sessions, ...sessions];
      this.next = next ?? null;
      this.standing = "read";
    } catch (problem) {
      this.problem = problemWords(problem);
      this.standing = "failed";
    }
  }
}
