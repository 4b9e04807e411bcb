/** The left rail: what runs, what waits for an answer, what has ended lately. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { InviteView, SessionView } from "../../shared/messages";
import type { Place } from "../state/place";
import { inviteOf } from "../state/picture-of-force";
import { sortForRail } from "../state/rail";
import { speak, type Tone } from "../words/funnel-speech";
import { END_REASONS, INVITE_STATES } from "../words/labels";
import { age } from "../words/times";
import { funnelLine } from "./funnel-line";
import { goTo } from "./go-to";
import { icon, type IconName } from "./icons";
import { DeskElement } from "./light-element";
import { isThere, signalOf } from "./picture-words";

@customElement("session-rail")
export class SessionRail extends DeskElement {
  @property({ attribute: false }) place!: Place;

  protected override render(): TemplateResult {
    const { running, open, recent } = sortForRail(this.desk.force.sessions, this.desk.force.invites);
    return html`<nav class="rail" aria-label="Sessions and invites">
      ${this.#section("Live sessions", running.map(this.#runningRow), "When a caller agrees, their session appears here.")}
      ${this.#section("Open invites", open.map(this.#inviteRow), this.#noInvites())}
      ${this.#section("Recent", recent.map(this.#recentRow), "Ended sessions and closed invites of today appear here.")}
      <div>${this.#pageButton("library", "search", "Library")} ${this.#pageButton("past", "archive", "All past sessions")} ${this.#pageButton("sources", "camera", "Cameras")}</div>
    </nav>`;
  }

  #pageButton(kind: "library" | "past" | "sources", name: IconName, words: string): TemplateResult {
    const go = () => {
      goTo(this, kind === "library" ? { kind, query: "" } : { kind });
    };
    return html`<button class="quiet wide page-button" aria-current=${this.place.kind === kind ? "page" : "false"} @click=${go}>
      ${icon(name)} ${words}
    </button>`;
  }

  #noInvites(): string {
    return this.desk.officer.mayAct ? "Press N to text a link to a caller." : "No caller has an open link.";
  }

  #section(title: string, rows: [string, TemplateResult][], empty: string): TemplateResult {
    const list = html`<ul>
      ${repeat(
        rows,
        ([id]) => id,
        ([, row]) => html`<li>${row}</li>`,
      )}
    </ul>`;
    const none = html`<p class="empty">${this.desk.loaded ? empty : "Reading the list …"}</p>`;
    return html`<section>
      <h2>${title} ${rows.length ? html`<span class="count">${rows.length}</span>` : nothing}</h2>
      ${rows.length ? list : none}
    </section>`;
  }

  readonly #runningRow = (session: SessionView): [string, TemplateResult] => {
    const invite = inviteOf(this.desk.force, session);
    const begun = session.state === "live";
    const live = begun && isThere(session);
    const signal = signalOf(session);
    const onStage = this.desk.pictures.has(session.session_id);
    const words = begun
      ? signal.word
      : invite
        ? speak(invite, this.desk.forceName, this.desk.now).headline
        : "Starting";
    return this.#row(
      session.session_id,
      session.incident_ref,
      session.live_at ?? session.created_at,
      onStage,
      html` <span class="row-state ${live ? "live" : "waiting"}"
          >${icon(live ? "live" : begun ? "warning" : "clock")} ${live ? html`<b>LIVE</b>` : nothing}
          <span>${words}</span></span
        >
        <span class="row-foot"
          >${invite && !begun ? funnelLine(invite) : html`<span class="code">${session.camera?.name ?? session.spoken_code}</span>`}
          ${watchersMark(session)}</span
        >`,
      () => {
        this.#openSession(session);
      },
    );
  };

  readonly #inviteRow = (invite: InviteView): [string, TemplateResult] => {
    const { tone, headline } = speak(invite, this.desk.forceName, this.desk.now);
    const chosen = this.place.kind === "invite" && this.place.inviteId === invite.invite_id;
    return this.#row(
      invite.invite_id,
      invite.incident_ref,
      invite.created_at,
      chosen,
      html` <span class="row-state ${tone}">${icon(TONE_ICONS[tone])} <span>${headline}</span></span>
        <span class="row-foot">${funnelLine(invite)} <span class="code">${invite.spoken_code}</span></span>`,
      () => {
        goTo(this, { kind: "invite", inviteId: invite.invite_id });
      },
    );
  };

  readonly #recentRow = (item: SessionView | InviteView): [string, TemplateResult] => {
    if (!("state" in item && "watchers" in item)) return this.#closedInviteRow(item);
    const reason = item.end_reason ? END_REASONS[item.end_reason] : "Ended";
    const chosen = this.place.kind === "replay" && this.place.sessionId === item.session_id;
    return this.#row(
      item.session_id,
      item.incident_ref,
      item.ended_at ?? item.created_at,
      chosen,
      html` <span class="row-state"
        >${icon(item.seal ? "lock" : "end")} <span>${item.seal ? `${reason} · sealed` : reason}</span></span
      >`,
      () => {
        goTo(this, { kind: "replay", sessionId: item.session_id });
      },
    );
  };

  #closedInviteRow(invite: InviteView): [string, TemplateResult] {
    const chosen = this.place.kind === "invite" && this.place.inviteId === invite.invite_id;
    return this.#row(
      invite.invite_id,
      invite.incident_ref,
      invite.created_at,
      chosen,
      html` <span class="row-state">${icon("close")} <span>${INVITE_STATES[invite.state]}, no session</span></span>`,
      () => {
        goTo(this, { kind: "invite", inviteId: invite.invite_id });
      },
    );
  }

  #row(
    id: string,
    ref: string,
    since: string,
    chosen: boolean,
    body: TemplateResult,
    open: () => void,
  ): [string, TemplateResult] {
    const row = html`<button class="row" data-id=${id} aria-current=${chosen ? "true" : "false"} @click=${open}>
      <span class="row-head"><b class="ref">${ref}</b><span class="age">${age(since, this.desk.now)}</span></span>
      ${body}
    </button>`;
    return [id, row];
  }

  #openSession(session: SessionView): void {
    if (!this.desk.officer.mayAct) goTo(this, { kind: "replay", sessionId: session.session_id });
    else this.dispatchEvent(new CustomEvent("sightline-watch", { bubbles: true, detail: session.session_id }));
  }
}

const TONE_ICONS: Record<Tone, IconName> = { good: "check", waiting: "clock", trouble: "warning", closed: "close" };

function watchersMark({ watchers }: SessionView): TemplateResult | typeof nothing {
  if (!watchers.length) return nothing;
  return html`<span class="watchers" title=${watchers.join(", ")}
    >${icon("eye")} ${watchers.length}<span class="unseen"> watching</span></span
  >`;
}
