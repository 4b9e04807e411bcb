/** The new invite: one screen, a phone number and an incident reference, and the text is out. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { ProblemError } from "../../shared/http";
import type { InviteRequest } from "../../shared/messages";
import { readBack } from "../position/phone-number";
import { problemWords } from "../state/problem-words";
import { forgetDraft, missingPart, keepDraft, readDraft, requestOf, type InviteDraft } from "../state/invite-draft";
import { LANGUAGES, RETENTION_CATEGORIES } from "../words/labels";
import { goTo } from "./go-to";
import { icon } from "./icons";
import { capabilityField, listField, originalField, purposeField } from "./invite-fields";
import { DeskElement } from "./light-element";

/** The field beside which a problem is shown, by its code; everything else is shown above the button. */
const FIELD_OF_CODE: Record<string, "phone_number" | undefined> = {
  "invalid-number": "phone_number",
  "text-refused": "phone_number",
};

@customElement("new-invite")
export class NewInvite extends DeskElement {
  @state() private draft!: InviteDraft;
  @state() private problem: { field: "phone_number" | "incident_ref" | null; text: string } | null = null;
  @state() private sending = false;
  /** One key a submission: pressing twice, or trying again after no answer, sends one text. */
  #idempotencyKey = crypto.randomUUID();

  override connectedCallback(): void {
    super.connectedCallback();
    this.draft = readDraft(this.desk.officer.role);
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLInputElement>("#phone-number")?.focus();
  }

  protected override render(): TemplateResult {
    return html`<form
      class="sheet invite-form"
      novalidate
      aria-labelledby="new-invite-title"
      @submit=${this.#submit}
      @keydown=${this.#keys}
    >
      <h1 id="new-invite-title">New invite</h1>
      <div class="pair">${this.#phoneField()} ${this.#incidentField()}</div>
      ${purposeField(this.draft, this.#change)} ${capabilityField(this.draft, this.#change)}
      ${this.desk.keepsOriginals ? originalField(this.draft, this.#change) : nothing}
      <div class="pair">
        ${listField("language", "Language of the text", LANGUAGES, this.draft.language, (language) => {
          this.#change({ language });
        })}
        ${listField(
          "retention",
          "How long to keep",
          RETENTION_CATEGORIES,
          this.draft.retention_category,
          (category) => {
            this.#change({ retention_category: category });
          },
        )}
      </div>
      ${this.problem?.field === null ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem.text}</p>` : nothing}
      <div class="actions">
        <button type="submit" class="primary large" aria-disabled=${this.sending ? "true" : "false"}>
          ${icon("message")} ${this.sending ? "Sending the text …" : "Send the text"} <kbd>Enter</kbd>
        </button>
        <button type="button" class="quiet" @click=${this.#cancel}>Cancel <kbd>Esc</kbd></button>
      </div>
    </form>`;
  }

  #phoneField(): TemplateResult {
    const { phone_number: number } = this.draft;
    const said = readBack(number);
    return html`<div class="field">
      <label for="phone-number">Caller's mobile number</label>
      <input
        id="phone-number"
        name="phone_number"
        type="tel"
        inputmode="tel"
        autocomplete="off"
        maxlength="40"
        .value=${number}
        placeholder="07700 900123"
        aria-describedby="phone-hint phone-problem"
        aria-invalid=${this.#invalid("phone_number")}
        @input=${this.#typed}
      />
      ${this.#problemAt("phone_number", "phone-problem")}
      <p id="phone-hint" class="hint">
        ${said && said !== number.trim() ? html`Read back: <b>${said}</b>` : "Typed or pasted, spaces do not matter."}
      </p>
    </div>`;
  }

  #incidentField(): TemplateResult {
    return html`<div class="field">
      <label for="incident-ref">Incident reference</label>
      <input
        id="incident-ref"
        name="incident_ref"
        autocomplete="off"
        maxlength="64"
        .value=${this.draft.incident_ref}
        placeholder="CAD 4471/21NOV"
        aria-describedby="incident-problem"
        aria-invalid=${this.#invalid("incident_ref")}
        @input=${this.#typed}
      />
      ${this.#problemAt("incident_ref", "incident-problem")}
    </div>`;
  }

  #problemAt(field: "phone_number" | "incident_ref", id: string): TemplateResult {
    const text = this.problem?.field === field ? this.problem.text : "";
    return html`<p id=${id} class="problem" role="alert">${text ? html`${icon("warning")} ${text}` : nothing}</p>`;
  }

  #invalid(field: string): "true" | "false" {
    return this.problem?.field === field ? "true" : "false";
  }

  readonly #typed = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    this.#change({ [input.name]: input.value });
  };

  readonly #change = (part: Partial<InviteDraft>): void => {
    this.draft = { ...this.draft, ...part };
    this.problem = null;
    this.#idempotencyKey = crypto.randomUUID();
    keepDraft(this.draft);
  };

  readonly #keys = (event: KeyboardEvent): void => {
    if (event.key === "Escape") this.#cancel();
  };

  readonly #cancel = (): void => {
    goTo(this, { kind: "watch", sessionIds: [] });
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.sending) return;
    const missing = missingPart(this.draft);
    if (missing) this.#point(missing.field, missing.text);
    else await this.#send(requestOf(this.draft, this.desk.keepsOriginals));
  };

  async #send(request: InviteRequest): Promise<void> {
    this.sending = true;
    try {
      const { invite_id } = await this.desk.invite(request, this.#idempotencyKey);
      forgetDraft();
      goTo(this, { kind: "invite", inviteId: invite_id });
    } catch (problem) {
      const field = problem instanceof ProblemError ? (FIELD_OF_CODE[problem.code] ?? null) : null;
      this.#point(field, problemWords(problem));
    } finally {
      this.sending = false;
    }
  }

  #point(field: "phone_number" | "incident_ref" | null, text: string): void {
    this.problem = { field, text };
    if (field) this.querySelector<HTMLInputElement>(`[name=${field}]`)?.focus();
  }
}
