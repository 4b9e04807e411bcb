/** One camera in the list: its name and whether it sends first, then what can be done with it. */
import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import type { SessionView, SourceView } from "../../shared/messages";
import { SOURCE_KINDS } from "../words/labels";
import { standingOf, type Standing } from "../words/source-words";
import { icon, type IconName } from "./icons";
import { dayAndTime } from "./moment";

export type SourceAct = "renew" | "revoke";

const ICONS: Record<Standing["tone"], IconName> = { live: "live", calm: "clock", trouble: "close" };
const QUESTIONS: Record<SourceAct, { words: string; yes: string; no: string }> = {
  renew: {
    words: "Its old token dies at once. A stream that runs goes on, but can come back only with the new token.",
    yes: "Renew it",
    no: "Keep the old one",
  },
  revoke: {
    words: "Its stream stops, its session is sealed, and its token never works again.",
    yes: "Revoke it",
    no: "Keep it",
  },
};

export interface SourceRow {
  source: SourceView;
  /** The session that it sends to, or sent to last. */
  session: SessionView | undefined;
  now: number;
  mayAct: boolean;
  /** What is asked about once more before it is done. */
  asked: SourceAct | null;
  ask: (act: SourceAct | null) => void;
  act: (act: SourceAct) => void;
  watch: (sessionId: string) => void;
}

export function sourceRow(row: SourceRow): TemplateResult {
  const { source, session, now } = row;
  const { tone, word } = standingOf(source, session, now);
  return html`<div class="source-row" data-source-id=${source.source_id}>
    <div class="source-facts">
      <h2 tabindex="-1">${source.name}</h2>
      <p class="row-state ${tone}">${icon(ICONS[tone])} <b>${word}</b></p>
      <p>${SOURCE_KINDS[source.kind]}, <span class="ref">${source.incident_ref}</span></p>
      <p class="muted">Made by ${source.officer_name}. ${tokenWords(source)}</p>
    </div>
    ${row.mayAct && !source.revoked_at ? acts(row, tone === "live") : nothing}
  </div>`;
}

function tokenWords({ revoked_at: revokedAt, token_expires_at: expiresAt }: SourceView): TemplateResult {
  return revokedAt ? html`Revoked ${dayAndTime(revokedAt)}.` : html`Token until ${dayAndTime(expiresAt)}.`;
}

function acts(row: SourceRow, sends: boolean): TemplateResult {
  if (row.asked) return question(row, row.asked);
  const { source, session } = row;
  const watch = () => {
    if (session) row.watch(session.session_id);
  };
  const ask = (act: SourceAct) => () => {
    row.ask(act);
  };
  return html`<div class="actions">
    ${sends ? html`<button aria-label="Watch ${source.name}" @click=${watch}>${icon("eye")} Watch</button>` : nothing}
    <button aria-label="Renew the token of ${source.name}" @click=${ask("renew")}>${icon("lock")} Renew token</button>
    <button aria-label="Revoke ${source.name}" @click=${ask("revoke")}>${icon("close")} Revoke</button>
  </div>`;
}

function question(row: SourceRow, asked: SourceAct): TemplateResult {
  const { words, yes, no } = QUESTIONS[asked];
  const keep = () => {
    row.ask(null);
  };
  return html`<div
    class="question"
    role="group"
    aria-label="${yes}: ${row.source.name}?"
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      keep();
    }}
  >
    <p>${words}</p>
    <button
      class="danger solid"
      ${ref((button) => {
        (button as HTMLElement | undefined)?.focus();
      })}
      @click=${() => {
        row.act(asked);
      }}
    >
      ${yes}
    </button>
    <button @click=${keep}>${no}</button>
  </div>`;
}
