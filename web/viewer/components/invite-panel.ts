/** One invite: where it stands, what to say next, and what can be done about it. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { InviteView } from "../../shared/messages";
import { problemWords } from "../state/problem-words";
import { NOWHERE } from "../state/place";
import type { InviteChange } from "../state/officer-api";
import { speak, type Speech } from "../words/funnel-speech";
import { capabilityWords, INVITE_STATES, LANGUAGES, PURPOSES } from "../words/labels";
import { span } from "../words/times";
import { funnelSteps } from "./funnel-line";
import { goTo } from "./go-to";
import { icon, type IconName } from "./icons";
import { DeskElement } from "./light-element";
import { clockTime } from "./moment";
import { notify } from "./notices";
import { sayLine } from "./say-line";
import { sessionOfInvite } from "../state/picture-of-force";

const DONE: Record<InviteChange, string> = {
  resend: "A new text is on its way. The old link is dead.",
  revoke: "The link is withdrawn.",
  readmit: "The next phone that opens the link is let in.",
};

@customElement("invite-panel")
export class InvitePanel extends DeskElement {
  @property({ attribute: false }) inviteId = "";
  /** Above pictures that are watched: shown only while another phone asks to be let in. */
  @property({ type: Boolean }) inPassing = false;
  @state() private busy: InviteChange | null = null;
  @state() private problem: string | null = null;
  @state() private revokeAsked = false;
  @state() private closedTrouble: string | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const invite = this.desk.force.invites.get(this.inviteId);
    if (this.inPassing) return invite && this.#isAsked(invite) ? this.#strip(invite) : nothing;
    if (!invite)
      return html`<p class="empty">
        ${this.desk.loaded ? "This invite is not in today's list." : "Reading the invite …"}
      </p>`;
    const isLive = sessionOfInvite(this.desk.force, this.inviteId)?.state === "live";
    return isLive ? this.#strip(invite) : this.#sheet(invite);
  }

  /** Everything, while the caller is on the way. */
  #sheet(invite: InviteView): TemplateResult {
    const speech = speak(invite, this.desk.forceName, this.desk.now);
    return html`<section class="sheet invite-panel" aria-labelledby="invite-title">
      <header class="panel-head">
        <h1 id="invite-title" class="ref">${invite.incident_ref}</h1>
        <p class="muted">
          ${INVITE_STATES[invite.state]} · text to ${invite.phone_number_masked} · by ${invite.officer_name}
        </p>
      </header>
      ${speechBox(speech)}
      <div class="pair">
        ${funnelSteps(invite)}
        <div>${this.#code(invite)} ${this.#facts(invite)}</div>
      </div>
      ${this.#problemLine()}
      ${this.desk.officer.mayAct ? this.#actions(invite, speech.act ?? null) : nothing}
    </section>`;
  }

  /** One line above the picture, once it has come: what is still missing, and who else asks to be let in. */
  #strip(invite: InviteView): TemplateResult {
    const speech = speak(invite, this.desk.forceName, this.desk.now);
    return html`<section class="invite-strip" aria-label="Invite of ${invite.incident_ref}">
      ${this.inPassing ? nothing : html`<h1 class="unseen">${invite.incident_ref}</h1>`}
      ${speechBox(speech)}
      ${speech.act === "readmit" && this.desk.officer.mayAct ? this.#readmission() : nothing}
      <button
        class="quiet"
        @click=${() => {
          this.#close(invite);
        }}
      >
        ${icon("close")} Close
      </button>
      ${this.#problemLine()}
    </section>`;
  }

  #isAsked({ trouble }: InviteView): boolean {
    return trouble?.reason === "second-device" && trouble.at !== this.closedTrouble;
  }

  #close(invite: InviteView): void {
    this.closedTrouble = invite.trouble?.at ?? null;
    if (!this.inPassing) goTo(this, NOWHERE);
  }

  #problemLine(): TemplateResult | typeof nothing {
    return this.problem
      ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>`
      : nothing;
  }

  #readmission(): TemplateResult {
    return this.#action("readmit", "phone", "Let this phone in", true);
  }

  #code(invite: InviteView): TemplateResult {
    return html`<div class="spoken-code">
      <span class="muted">Read out; the page shows the same</span><b>${invite.spoken_code}</b>
    </div>`;
  }

  #facts(invite: InviteView): TemplateResult {
    const left = Date.parse(invite.expires_at) - this.desk.now;
    const open = ["created", "sent", "delivered", "opened"].includes(invite.state);
    return html`<dl class="facts">
      <dt>Asked for</dt>
      <dd>${capabilityWords(invite.capabilities)}${invite.keep_original ? ", better copy" : ""}</dd>
      <dt>Why</dt>
      <dd>${PURPOSES[invite.purpose]}</dd>
      <dt>Language</dt>
      <dd>${LANGUAGES[invite.language]}</dd>
      <dt>Made</dt>
      <dd>${clockTime(invite.created_at)}</dd>
      ${
        open
          ? html`<dt>Link works</dt>
              <dd>${left > 0 ? `${span(left)} more, until ` : "no more, since "}${clockTime(invite.expires_at)}</dd>`
          : nothing
      }
    </dl>`;
  }

  #actions(invite: InviteView, suggested: string | null): TemplateResult {
    const resendable = !["accepted", "revoked"].includes(invite.state);
    const revocable = !["revoked", "expired", "declined"].includes(invite.state);
    if (this.revokeAsked) return this.#revokeQuestion();
    return html`<div class="actions">
      ${suggested === "readmit" ? this.#readmission() : nothing}
      ${resendable ? this.#action("resend", "message", "Send the text again", suggested === "resend") : nothing}
      ${
        suggested === "new-invite" || !revocable
          ? html`<button
              class=${suggested === "new-invite" ? "primary" : ""}
              @click=${() => {
                goTo(this, { kind: "new-invite" });
              }}
            >
              ${icon("plus")} New invite
            </button>`
          : nothing
      }
      ${invite.session_id ? this.#watch(invite.session_id) : nothing}
      ${revocable ? html`<button class="danger" @click=${() => (this.revokeAsked = true)}>${icon("close")} Withdraw the link</button>` : nothing}
    </div>`;
  }

  #watch(sessionId: string): TemplateResult {
    return html`<button
      class="primary"
      @click=${() => {
        this.dispatchEvent(new CustomEvent("sightline-watch", { bubbles: true, detail: sessionId }));
      }}
    >
      ${icon("eye")} Watch
    </button>`;
  }

  #revokeQuestion(): TemplateResult {
    return html`<div class="actions question" role="group" aria-label="Withdraw the link?">
      <p>Withdraw the link? A session that came of it ends.</p>
      <button class="danger solid" @click=${() => void this.#change("revoke")}>${icon("close")} Withdraw it</button>
      <button @click=${() => (this.revokeAsked = false)}>Keep it</button>
    </div>`;
  }

  #action(change: InviteChange, name: IconName, words: string, primary: boolean): TemplateResult {
    return html`<button
      class=${primary ? "primary" : ""}
      aria-disabled=${this.busy ? "true" : "false"}
      @click=${() => void this.#change(change)}
    >
      ${icon(name)} ${this.busy === change ? "One moment …" : words}
    </button>`;
  }

  async #change(change: InviteChange): Promise<void> {
    if (this.busy) return;
    this.busy = change;
    this.problem = null;
    this.revokeAsked = false;
    try {
      await this.desk.changeInvite(this.inviteId, change);
      notify(this, DONE[change], "good");
    } catch (problem) {
      this.problem = problemWords(problem);
    } finally {
      this.busy = null;
    }
  }
}

function speechBox({ tone, headline, say }: Speech): TemplateResult {
  return html`<div class="speech ${tone}" role="status" aria-live="polite">
    <p class="headline">${icon(TONE_ICONS[tone])} <span>${headline}</span></p>
    ${say ? sayLine(say) : nothing}
  </div>`;
}

const TONE_ICONS = { good: "check", waiting: "clock", trouble: "warning", closed: "close" } as const;
