/** Who else may view a material: each share with how it stands, a form for the next one, withdrawal of each. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { MaterialView, ShareRequest, ShareView } from "../../shared/messages";
import { icon } from "../components/icons";
import { DeskElement } from "../components/light-element";
import { isLetGo } from "./keep-words";
import { LibraryApi } from "./library-api";
import { KINDS } from "./material-words";
import { may } from "./powers";
import { shareForm } from "./share-form";
import { shareRow } from "./share-row";
import { trouble } from "./trouble";
import "./share-panel.css";

@customElement("share-panel")
export class SharePanel extends DeskElement {
  @property({ attribute: false }) material!: MaterialView;
  @state() private shares: readonly ShareView[] | null = null;
  @state() private asking = false;
  @state() private sending = false;
  /** The share about whose withdrawal the officer is asked. */
  @state() private revoking: string | null = null;
  @state() private problem: unknown = null;
  @state() private done = "";
  /** One click, one mail: kept until it has succeeded. */
  #key = crypto.randomUUID();

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#try(() => this.#read());
  }

  /** The form that was in use has gone: the keyboard goes on from what came of it. */
  protected override updated(changed: PropertyValues): void {
    if (changed.has("done") && this.done) this.querySelector<HTMLElement>(".done")?.focus();
  }

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="shares-title">
      <h2 id="shares-title">${icon("link")} Shared with</h2>
      ${this.shares?.length === 0
        ? html`<p class="muted">Nobody outside the force can view this ${KINDS[this.material.kind].toLowerCase()}.</p>`
        : nothing}
      ${this.shares?.length ? this.#list(this.shares) : nothing}
      <p class="done" role="status" tabindex="-1">${this.done ? html`${icon("check")} ${this.done}` : nothing}</p>
      ${this.#maySend && !isLetGo(this.material.state) ? this.#next() : nothing}
      ${this.revoking ? nothing : trouble(this.problem, this)}
    </section>`;
  }

  #list(shares: readonly ShareView[]): TemplateResult {
    return html`<ul class="share-list">
      ${shares.map((share) => html`<li>${shareRow(share, this.#withdrawal(share))}</li>`)}
    </ul>`;
  }

  get #maySend(): boolean {
    return may(this.desk.officer.role, "share");
  }

  #next(): TemplateResult {
    if (this.asking) return shareForm(this.material.kind, this.sending, this.#send, () => { this.asking = false; this.problem = null; });
    return html`<div class="actions">
      <button @click=${() => (this.asking = true)}>${icon("plus")} Share with somebody</button>
    </div>`;
  }

  #withdrawal(share: ShareView): TemplateResult | typeof nothing {
    if (share.state !== "open" || !this.#maySend) return nothing;
    if (this.revoking !== share.share_id)
      return html`<button
        class="small"
        aria-label="Withdraw the share with ${share.recipient_name}"
        @click=${() => { this.#ask(share.share_id); }}
      >
        Withdraw
      </button>`;
    return html`<form class="share-form" @submit=${(event: SubmitEvent) => void this.#revoke(event, share)}>
      <label class="field">
        Why it is withdrawn
        <input name="reason" maxlength="1000" autocomplete="off" required />
      </label>
      <div class="actions">
        <button class="danger" type="submit">Withdraw it now</button>
        <button class="quiet" type="button" @click=${() => { this.#ask(null); }}>Keep it</button>
      </div>
      ${trouble(this.problem, this)}
    </form>`;
  }

  /** Ask about the withdrawal of a share, or of none. */
  #ask(shareId: string | null): void {
    this.revoking = shareId;
    this.problem = null;
  }

  readonly #send = async (body: ShareRequest): Promise<void> => {
    if (this.sending) return;
    this.sending = true;
    await this.#try(async () => {
      const share = await this.#api.share(this.material.material_id, body, this.#key);
      this.#key = crypto.randomUUID();
      this.asking = false;
      await this.#changed(`A link is on its way to ${share.email}.`);
    });
    this.sending = false;
  };

  async #revoke(event: SubmitEvent, share: ShareView): Promise<void> {
    event.preventDefault();
    const reason = new FormData(event.target as HTMLFormElement).get("reason") as string;
    await this.#try(async () => {
      await this.#api.revokeShare(share.share_id, reason);
      this.revoking = null;
      await this.#changed(`Withdrawn. ${share.recipient_name} sees nothing more of it.`);
    });
  }

  get #api(): LibraryApi {
    return new LibraryApi(this.desk.api);
  }

  async #changed(words: string): Promise<void> {
    this.done = words;
    this.dispatchEvent(new CustomEvent("material-changed", { bubbles: true }));
    await this.#read();
  }

  async #read(): Promise<void> {
    this.shares = (await this.#api.shares(this.material.material_id)).shares;
  }

  async #try(act: () => Promise<void>): Promise<void> {
    this.done = "";
    try {
      await act();
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }
}
