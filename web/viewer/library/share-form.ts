/** With whom a material is to be shared, why, and until when. */
import { html, type TemplateResult } from "lit";
import type { MaterialKind, ShareRequest } from "../../shared/messages";

const USUAL_DAYS = 28;
const MOST_DAYS = 365;

/** A day so many days from now, as a date field writes it. */
export function dayFromNow(days: number, now: number = Date.now()): string {
  return new Date(now + days * 86_400_000).toISOString().slice(0, 10);
}

type Send = (body: ShareRequest) => Promise<void>;

export function shareForm(kind: MaterialKind, sending: boolean, send: Send, cancel: () => void): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void send(readShare(new FormData(event.target as HTMLFormElement)));
  };
  return html`<form class="share-form" aria-label="Share with somebody" @submit=${submit}>
    <div class="pair">
      <label class="field">Name <input name="recipient_name" maxlength="64" autocomplete="off" required /></label>
      <label class="field">
        Organisation
        <input name="organisation" maxlength="64" autocomplete="off" required placeholder="CPS East" />
      </label>
    </div>
    <label class="field">
      E-mail; the link and each code go to this address alone
      <input name="email" type="email" maxlength="254" autocomplete="off" required />
    </label>
    <label class="field">
      Reason
      <input name="reason" maxlength="1000" autocomplete="off" required placeholder="Charging decision" />
    </label>
    <div class="pair">
      <label class="field">
        Last day
        <input
          name="expires_on"
          type="date"
          required
          min=${dayFromNow(0)}
          max=${dayFromNow(MOST_DAYS)}
          value=${dayFromNow(USUAL_DAYS)}
        />
      </label>
      <label class="choice">
        <input type="checkbox" name="may_download" /> <span>${kind === "session" ? "May save copies that were made of it" : "May save it"}</span>
      </label>
    </div>
    <div class="actions">
      <button class="primary" type="submit" aria-disabled=${sending ? "true" : "false"}>
        ${sending ? "Sending …" : "Send the link"}
      </button>
      <button class="quiet" type="button" @click=${cancel}>Cancel</button>
    </div>
  </form>`;
}

export function readShare(given: FormData): ShareRequest {
  const text = (name: string) => {
    const value = given.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  return {
    recipient_name: text("recipient_name"),
    organisation: text("organisation"),
    email: text("email"),
    reason: text("reason"),
    expires_on: text("expires_on"),
    may_download: given.get("may_download") !== null,
  };
}
