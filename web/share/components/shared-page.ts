/** The way of a recipient: who shares what, a code, the recording, the end of it. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { CodeSent, ShareForRecipient } from "../../shared/messages";
import { icon } from "../../viewer/components/icons";
import { LightElement } from "../../viewer/components/light-element";
import type { ShareApi } from "../share-api";
import { failureWords, lastDay, whoSharesWhat } from "../words";
import "./shared-recording";

type Step = "looking" | "welcome" | "code" | "viewing" | "over";

const TITLES: Record<Step, string> = {
  looking: "One moment …",
  welcome: "A recording is shared with you",
  code: "Type in your code",
  viewing: "Shared recording",
  over: "This cannot be viewed",
};

/** After these there is nothing to be done on this page. */
const FINAL = new Set(["share-link-missing", "share-link-invalid", "share-revoked", "share-expired"]);

@customElement("shared-page")
export class SharedPage extends LightElement {
  @property({ attribute: false }) api!: ShareApi;
  @state() private step: Step = "looking";
  @state() private share: ShareForRecipient | null = null;
  @state() private sent: CodeSent | null = null;
  @state() private problem: string | null = null;
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
    return html`<main class="shared" data-step=${this.step}>
      <h1 tabindex="-1">${TITLES[this.step]}</h1>
      ${this.#body()}
      <p class="problem" role="alert">${this.problem ? html`${icon("warning")} ${this.problem}` : nothing}</p>
    </main>`;
  }

  #body(): TemplateResult | typeof nothing {
    if (!this.share || this.step === "over") return nothing;
    if (this.step === "welcome") return this.#welcome(this.share);
    if (this.step === "code") return this.#codeForm(this.share);
    return html`<shared-recording
      .api=${this.api}
      .share=${this.share}
      @sightline-viewing-ended=${this.#viewingEnded}
    ></shared-recording>`;
  }

  #welcome(share: ShareForRecipient): TemplateResult {
    return html`<p class="for">For <b>${share.recipient_name}</b>, ${share.organisation}</p>
      <p>${whoSharesWhat(share)} You can view it until the end of ${lastDay(share.expires_at)}.</p>
      <p>
        To show that it is you, we send a code to <b>${share.email_hint}</b>. Each viewing is written down with the
        evidence.
      </p>
      <button class="primary" aria-disabled=${this.#waiting} @click=${this.#sendCode}>Send me a code</button>`;
  }

  #codeForm(share: ShareForRecipient): TemplateResult {
    return html`<p>We have sent six digits to <b>${share.email_hint}</b>. They work once, for ten minutes.</p>
      <form class="code" @submit=${this.#open} novalidate>
        <label for="code">Code from the e-mail</label>
        <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required />
        <div class="actions">
          <button type="submit" class="primary" aria-disabled=${this.#waiting}>View the recording</button>
          <button type="button" aria-disabled=${this.#waiting} @click=${this.#sendCode}>Send another code</button>
        </div>
      </form>
      <p role="status">${this.sent ? "A code is on its way. The newest one counts." : nothing}</p>`;
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
    this.step = FINAL.has(code) ? "over" : "welcome";
  };

  /** One question at a time. */
  async #try(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await act();
    } catch (problem) {
      this.problem = failureWords(problem);
      if (FINAL.has((problem as { code?: string }).code ?? "")) this.step = "over";
    } finally {
      this.busy = false;
    }
  }
}
