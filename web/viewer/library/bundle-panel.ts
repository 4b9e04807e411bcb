/** All that there is of a material, to be handed over: asked for with a reason, made apart, fetched when it is ready. */
import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { BundleView, MaterialView } from "../../shared/messages";
import { icon } from "../components/icons";
import { DeskElement } from "../components/light-element";
import { followLink } from "./follow-link";
import { LibraryApi } from "./library-api";
import { sizeWords } from "./material-words";
import { trouble } from "./trouble";

const LOOK_AGAIN = 2000;

@customElement("bundle-panel")
export class BundlePanel extends DeskElement {
  @property({ attribute: false }) material!: MaterialView;
  @state() private bundle: BundleView | null = null;
  @state() private problem: unknown = null;
  @state() private sending = false;
  #looking: ReturnType<typeof setTimeout> | undefined;
  /** Of what is typed: sent again after a lost answer, it stays the same export. */
  #idempotencyKey = crypto.randomUUID();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#looking);
  }

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="bundle-title">
      <h2 id="bundle-title">${icon("download")} Bundle for court</h2>
      <p class="muted">
        One file with the recording, its copies, positions, messages and history, and a checker that works without us.
      </p>
      ${trouble(this.problem, this)} ${this.bundle ? this.#standing(this.bundle) : this.#form()}
    </section>`;
  }

  #form(): TemplateResult {
    return html`<form class="bundle-form" @submit=${this.#send} @input=${this.#renewKey}>
      <label class="field">Reason <input name="reason" maxlength="1000" autocomplete="off" required /></label>
      <label class="choice"><input type="checkbox" name="copies" checked /> With the copies that are ready</label>
      <div class="actions">
        <button class="primary" type="submit" aria-disabled=${this.sending ? "true" : "false"}>
          ${this.sending ? "Asking …" : "Make the bundle"}
        </button>
      </div>
    </form>`;
  }

  #standing(bundle: BundleView): TemplateResult {
    switch (bundle.state) {
      case "ready":
        return html`<div class="actions">
          <button class="primary" @click=${() => void this.#fetch(bundle)}>
            ${icon("download")} Download ${bundle.byte_count === null ? "" : sizeWords(bundle.byte_count)}
          </button>
          <button class="quiet" @click=${() => (this.bundle = null)}>Another bundle</button>
        </div>`;
      case "failed":
        return html`<p class="problem" role="alert">${icon("warning")} ${bundle.failure?.text ?? "The bundle could not be made."}</p>
          <button @click=${() => (this.bundle = null)}>Ask again</button>`;
      default:
        return html`<p class="copy-progress" role="status">
          <progress max="1" .value=${bundle.progress} aria-label="How far the bundle has come"></progress>
          <span>${bundle.state === "waiting" ? "Waiting for its turn …" : "Being packed …"}</span>
        </p>`;
    }
  }

  readonly #renewKey = (): void => {
    this.#idempotencyKey = crypto.randomUUID();
  };

  readonly #send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const reason = given.get("reason");
    if (this.sending || typeof reason !== "string" || !reason.trim()) return;
    this.sending = true;
    const body = { reason: reason.trim(), include_copies: given.get("copies") !== null };
    await this.#try(async () => {
      const api = new LibraryApi(this.desk.api);
      this.bundle = await api.makeBundle(this.material.material_id, body, this.#idempotencyKey);
      this.#lookLater(this.bundle);
    });
    this.sending = false;
  };

  async #look(bundleId: string): Promise<void> {
    await this.#try(async () => {
      const bundle = await new LibraryApi(this.desk.api).bundle(bundleId);
      if (this.bundle?.bundle_id !== bundleId) return;
      this.bundle = bundle;
    });
    // An answer that was lost is asked for again.
    if (this.bundle?.bundle_id === bundleId) this.#lookLater(this.bundle);
  }

  #lookLater({ bundle_id, state: standing }: BundleView): void {
    if (!this.isConnected || standing === "ready" || standing === "failed") return;
    this.#looking = setTimeout(() => void this.#look(bundle_id), LOOK_AGAIN);
  }

  async #fetch({ bundle_id }: BundleView): Promise<void> {
    await this.#try(async () => {
      const { url } = await new LibraryApi(this.desk.api).bundleAddress(bundle_id);
      followLink(url, `${bundle_id}.zip`);
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }
}
