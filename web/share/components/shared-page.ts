/** The way of a recipient: who shares what, a code, what is shared, the end of it. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { CodeSent, ShareForRecipient } from "../../shared/messages";
import { icon } from "../../viewer/components/icons";
import { LightElement } from "../../viewer/components/light-element";
import type { ShareApi } from "../share-api";
import { called, endWords, failureWords, lastDay, mayWords, whoSharesWhat } from "../words";
import "./shared-viewing";

type Step = "looking" | "welcome" | "code" | "viewing" | "over";

@customElement("shared-page")
export class SharedPage extends LightElement {
  @property({ attribute: false }) api!: ShareApi;
  @state() private step: Step = "looking";
  @state() private share: ShareForRecipient | null = null;
  @state() private sent: CodeSent | null = null;
  @state() private problem: string | null = null;
  /** Why it is over, as the title says it. */
  @state() private end = "";
  @state() private busy = false;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#lookUp();
  }

  /** The title takes the focus when a step comes, so that a screen reader begins there. */
  protected override updated(changed: PropertyValues): void {
    if (!changed.has("step" as keyof SharedPage)) return;
    const field = this.querySelector<HTMLElement>("[name=code]");
    (field ?? this.querySelector<HTMLElement>("h1"))?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    return html`<header class="masthead">
        ${icon("mark")} <b>${this.share?.force_name ?? "Police"}</b> <span class="muted">Shared evidence</span>
      </header>
      <main class="shared" data-step=${this.step}>
        <div class="letter">
          <h1 tabindex="-1">${this.#title()}</h1>
          ${this.#body()}
          <p class=${this.step === "over" ? "note" : "problem"} role="alert">${this.problem ? html`${icon("warning")} <span>${this.problem}</span>` : nothing}</p>
        </div>
      </main>`;
  }

  #title(): string {
    const what = called(this.share?.kind ?? "session");
    switch (this.step) {
      case "looking":
        return "One moment …";
      case "welcome":
        return `A ${what} is shared with you`;
      case "code":
        return "Type in your code";
      case "viewing":
        return `Shared ${what}`;
      case "over":
        return this.end;
    }
  }

  #body(): TemplateResult | typeof nothing {
    if (!this.share || this.step === "over") return nothing;
    if (this.step === "welcome") return this.#welcome(this.share);
    if (this.step === "code") return this.#codeForm(this.share);
    return html`<p class="muted">
        Incident ${this.share.incident_ref} · for ${this.share.recipient_name}, ${this.share.organisation} · until the end of
        ${lastDay(this.share.expires_at)}
      </p>
      <shared-viewing
        .api=${this.api}
        .share=${this.share}
        @sightline-viewing-ended=${this.#viewingEnded}
      ></shared-viewing>`;
  }

  #welcome(share: ShareForRecipient): TemplateResult {
    return html`<p>${whoSharesWhat(share)}</p>
      <dl class="facts">
        <dt>For</dt>
        <dd>${share.recipient_name}, ${share.organisation}</dd>
        <dt>Until</dt>
        <dd>the end of ${lastDay(share.expires_at)}</dd>
        <dt>You may</dt>
        <dd>${mayWords(share)}</dd>
      </dl>
      <p>To show that it is you, we send a code to <b>${share.email_hint}</b>.</p>
      <button class="primary" aria-disabled=${this.#waiting} @click=${this.#sendCode}>Send me a code</button>
      <p class="muted note">${icon("eye")} <span>Each viewing is written down with the evidence.</span></p>`;
  }

  #codeForm(share: ShareForRecipient): TemplateResult {
    return html`<p>We have sent six digits to <b>${share.email_hint}</b>. They work once, for ten minutes.</p>
      <form class="code" @submit=${this.#open} novalidate>
        <label for="code">Code from the e-mail</label>
        <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required />
        <div class="actions">
          <button type="submit" class="primary" aria-disabled=${this.#waiting}>View the ${called(share.kind)}</button>
          <button type="button" aria-disabled=${this.#waiting} @click=${this.#sendCode}>Send another code</button>
        </div>
      </form>
      <p class="muted" role="status">${this.sent && !this.problem ? "A code is on its way. The newest one counts." : nothing}</p>`;
  }

  get #waiting(): "true" | "false" {
    return this.busy ? "true" : "false";
  }

  async #lookUp(): Promise<void> {
    await this.#try(async () => {
      this.share = await this.api.lookUp();
      this.step = "welcome";
    });
  }

  readonly #sendCode = (): Promise<void> =>
    this.#try(async () => {
      this.sent = await this.api.sendCode();
      this.step = "code";
    });

  readonly #open = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const code = (new FormData(event.target as HTMLFormElement).get("code") as string).replace(/\s/g, "");
    if (!/^\d{6}$/.test(code)) {
      this.problem = "The code has six digits.";
      return;
    }
    await this.#try(async () => {
      await this.api.open(code);
      this.step = "viewing";
    });
  };

  readonly #viewingEnded = ({ detail: { words, code } }: CustomEvent<{ words: string; code: string }>): void => {
    this.api.forget();
    this.problem = `${words} (${code})`;
    this.step = "welcome";
    this.#endBy(code);
  };

  /** After some answers there is nothing to be done on this page. */
  #endBy(code: string): void {
    const end = endWords(code);
    if (end === null) return;
    this.end = end;
    this.step = "over";
  }

  /** One question at a time. */
  async #try(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await act();
    } catch (problem) {
      this.problem = failureWords(problem);
      this.#endBy((problem as { code?: string }).code ?? "");
    } finally {
      this.busy = false;
    }
  }
}
