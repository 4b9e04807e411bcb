/** One share: with whom, by whom, why, until when, and whether they have looked. */
import { html, type nothing, type TemplateResult } from "lit";
import type { ShareView } from "../../shared/messages";
import { dayAndTime } from "../components/moment";
import { dateWords } from "../words/times";

const STATES: Record<ShareView["state"], string> = { open: "Can view", expired: "Ended", revoked: "Withdrawn" };
const MORE = " · may save files";

export function shareRow(share: ShareView, withdrawal: TemplateResult | typeof nothing): TemplateResult {
  return html`<div class="share-row">
    <p>
      <b>${share.recipient_name}</b>, ${share.organisation} <span class="badge">${STATES[share.state]}</span><br />
      <span class="muted">${share.email} · until the end of ${dateWords(share.expires_on)}${share.may_download ? MORE : ""}</span>
    </p>
    <p class="muted">
      ${openedWords(share)} Shared by ${share.officer_name} on ${dayAndTime(share.created_at)}: ${share.reason}
    </p>
    ${withdrawal}
  </div>`;
}

function openedWords({ opened_at }: ShareView): TemplateResult {
  return opened_at ? html`First opened ${dayAndTime(opened_at)}.` : html`Not opened yet.`;
}
