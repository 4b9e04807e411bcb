/** Cameras that send without a citizen: which there are, a new one, its token, and the end of it. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { IssuedSource, SourceView } from "../../shared/messages";
import { problemWords } from "../state/problem-words";
import { SOURCE_KINDS } from "../words/labels";
import { standingOf, type Standing } from "../words/source-words";
import { icon, type IconName } from "./icons";
import { DeskElement } from "./light-element";
import { dayAndTime } from "./moment";
import "./new-source";
import { sourceToken } from "./source-token";

const ICONS: Record<Standing["tone"], IconName> = { live: "live", calm: "clock", trouble: "close" };

@customElement("sources-page")
export class SourcesPage extends DeskElement {
  @state() private sources: readonly SourceView[] | null = null;
  @state() private issued: IssuedSource | null = null;
  @state() private making = false;
  /** The source whose revocation is asked for once more. */
  @state() private askedId: string | null = null;
  @state() private problem = "";

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  protected override render(): TemplateResult {
    return html`<section class="sheet sources" aria-labelledby="sources-title">
      <h1 id="sources-title">Cameras</h1>
      <p class="muted">
        Body-worn gateways, CCTV and roadside encoders send here over WHIP. What they send is a session like any other.
      </p>
      ${this.issued ? sourceToken(this.issued, this.#done) : this.#form()}
      ${this.problem ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>` : nothing}
      ${this.#list()}
    </section>`;
  }

  #form(): TemplateResult | typeof nothing {
    if (!this.desk.officer.mayAct) return nothing;
    if (this.making) return html`<new-source .desk=${this.desk} @source-made=${this.#made}></new-source>`;
    return html`<div class="actions">
      <button class="primary" @click=${() => (this.making = true)}>${icon("plus")} New camera</button>
    </div>`;
  }

  #list(): TemplateResult | typeof nothing {
    if (!this.sources) return this.problem ? nothing : html`<p class="muted" role="status">Reading …</p>`;
    if (!this.sources.length)
      return html`<p class="empty">No camera yet. Make one, and type its token into the encoder.</p>`;
    return html`<ul class="source-list" aria-label="Cameras">
      ${this.sources.map((source) => html`<li>${this.#row(source)}</li>`)}
    </ul>`;
  }

  #row(source: SourceView): TemplateResult {
    const session = source.session_id ? this.desk.force.sessions.get(source.session_id) : undefined;
    const { tone, word } = standingOf(source, session, this.desk.now);
    return html`<div class="source-row">
      <h2>${source.name}</h2>
      <span class="row-state ${tone}">${icon(ICONS[tone])} <b>${word}</b></span>
      <span>${SOURCE_KINDS[source.kind]}, <span class="ref">${source.incident_ref}</span></span>
      <span class="muted">Made by ${source.officer_name}. Token until ${dayAndTime(source.token_expires_at)}.</span>
      ${source.revoked_at || !this.desk.officer.mayAct ? nothing : this.#acts(source)}
    </div>`;
  }

  #acts(source: SourceView): TemplateResult {
    const { source_id: id, name } = source;
    if (this.askedId === id) {
      return html`<span class="actions" role="group" aria-label="Revoke ${name}?">
        <span>Its stream stops, its session is sealed, and its token never works again.</span>
        <button class="danger" @click=${() => void this.#act(() => this.#revoke(id))}>Revoke it</button>
        <button @click=${() => (this.askedId = null)}>Keep it</button>
      </span>`;
    }
    return html`<span class="actions">
      <button aria-label="Renew the token of ${name}" @click=${() => void this.#act(() => this.#renew(id))}>
        ${icon("lock")} Renew token
      </button>
      <button aria-label="Revoke ${name}" @click=${() => (this.askedId = id)}>${icon("close")} Revoke</button>
    </span>`;
  }

  readonly #made = ({ detail }: CustomEvent<IssuedSource | null>): void => {
    this.making = false;
    if (detail) void this.#act(() => this.#show(detail));
  };

  /** Show a token, and lead the keyboard and the screen reader to it. */
  async #show(issued: IssuedSource): Promise<void> {
    this.issued = issued;
    await this.updateComplete;
    this.querySelector<HTMLElement>("#source-token-title")?.focus();
  }

  readonly #done = (): void => {
    this.issued = null;
  };

  async #renew(id: string): Promise<void> {
    await this.#show(await this.desk.api.renewSource(id));
  }

  async #revoke(id: string): Promise<void> {
    await this.desk.api.revokeSource(id);
    this.askedId = null;
    if (this.issued?.source.source_id === id) this.issued = null;
  }

  async #act(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (problem) {
      this.problem = problemWords(problem);
      return;
    }
    await this.#read();
  }

  async #read(): Promise<void> {
    try {
      this.sources = (await this.desk.api.sources()).sources;
      this.problem = "";
    } catch (problem) {
      this.problem = problemWords(problem);
    }
  }
}
