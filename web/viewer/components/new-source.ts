/** The form of a new source. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { IssuedSource } from "../../shared/messages";
import { problemWords } from "../state/problem-words";
import { missingOfSource, NEW_SOURCE, TOKEN_LIVES, type SourceDraft } from "../state/source-draft";
import { PURPOSES, RETENTION_CATEGORIES, SOURCE_KINDS } from "../words/labels";
import { icon } from "./icons";
import { listField } from "./invite-fields";
import { DeskElement } from "./light-element";

type TextField = "name" | "incident_ref";

@customElement("new-source")
export class NewSource extends DeskElement {
  @state() private draft: SourceDraft = NEW_SOURCE;
  @state() private problem: { field: TextField | null; text: string } | null = null;
  @state() private sending = false;

  protected override firstUpdated(): void {
    this.querySelector<HTMLInputElement>("[name=name]")?.focus();
  }

  protected override render(): TemplateResult {
    const { draft } = this;
    return html`<form class="source-form" novalidate aria-labelledby="new-source-title" @submit=${this.#submit}>
      <h2 id="new-source-title">New camera</h2>
      <div class="pair">
        ${this.#text("name", "Name", "M4 J3 camera 2")}
        ${this.#text("incident_ref", "Incident reference", "CAD 4471/21NOV")}
        ${listField("kind", "Kind", SOURCE_KINDS, draft.kind, (kind) => {
          this.#change({ kind });
        })}
        ${listField("purpose", "Why", PURPOSES, draft.purpose, (purpose) => {
          this.#change({ purpose });
        })}
        ${listField("keep", "How long to keep", RETENTION_CATEGORIES, draft.retention_category, (category) => {
          this.#change({ retention_category: category });
        })}
        ${listField("token_days", "Token lasts", TOKEN_LIVES, String(draft.token_days), (days) => {
          this.#change({ token_days: Number(days) });
        })}
      </div>
      <label class="choice">
        <input
          type="checkbox"
          name="ends_with_stream"
          .checked=${draft.ends_with_stream}
          @change=${() => {
            this.#change({ ends_with_stream: !draft.ends_with_stream });
          }}
        />
        <span>When the camera hangs up, end its session and seal it</span>
      </label>
      ${this.problem?.field === null ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem.text}</p>` : nothing}
      <div class="actions">
        <button type="submit" class="primary" aria-disabled=${this.sending ? "true" : "false"}>
          ${icon("camera")} ${this.sending ? "Making it …" : "Make it, and show its token"}
        </button>
        <button type="button" class="quiet" @click=${this.#cancel}>Cancel</button>
      </div>
    </form>`;
  }

  #text(field: TextField, label: string, example: string): TemplateResult {
    const problem = this.problem?.field === field ? this.problem.text : "";
    return html`<div class="field">
      <label for="source-${field}">${label}</label>
      <input
        id="source-${field}"
        name=${field}
        maxlength="64"
        autocomplete="off"
        placeholder=${example}
        .value=${this.draft[field]}
        aria-invalid=${problem ? "true" : "false"}
        aria-describedby="source-${field}-problem"
        @input=${(event: Event) => {
          this.#change({ [field]: (event.target as HTMLInputElement).value });
        }}
      />
      <p id="source-${field}-problem" class="problem" role="alert">
        ${problem ? html`${icon("warning")} ${problem}` : nothing}
      </p>
    </div>`;
  }

  #change(part: Partial<SourceDraft>): void {
    this.draft = { ...this.draft, ...part };
    this.problem = null;
  }

  readonly #cancel = (): void => {
    this.dispatchEvent(new CustomEvent("source-made", { detail: null }));
  };

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.sending) return;
    const missing = missingOfSource(this.draft);
    if (missing) this.#point(missing.field, missing.text);
    else await this.#send();
  };

  async #send(): Promise<void> {
    this.sending = true;
    try {
      const detail: IssuedSource = await this.desk.api.createSource(this.draft);
      this.dispatchEvent(new CustomEvent("source-made", { detail }));
    } catch (problem) {
      this.#point(null, problemWords(problem));
    } finally {
      this.sending = false;
    }
  }

  #point(field: TextField | null, text: string): void {
    this.problem = { field, text };
    if (field) this.querySelector<HTMLInputElement>(`[name=${field}]`)?.focus();
  }
}
