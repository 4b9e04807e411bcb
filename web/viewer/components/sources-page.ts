/** Cameras that send without a citizen: which there are, a new one, its token, and the end of it. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { IssuedSource, SourceView } from "../../shared/messages";
import { sessionOfSource } from "../state/picture-of-force";
import { problemWords } from "../state/problem-words";
import { usableFirst } from "../words/source-words";
import { icon } from "./icons";
import { DeskElement } from "./light-element";
import "./new-source";
import { sourceRow, type SourceAct } from "./source-row";
import { sourceToken } from "./source-token";

@customElement("sources-page")
export class SourcesPage extends DeskElement {
  @state() private sources: readonly SourceView[] | null = null;
  @state() private issued: IssuedSource | null = null;
  @state() private making = false;
  /** What is asked for once more, and of which source. */
  @state() private asked: { id: string; act: SourceAct } | null = null;
  @state() private problem = "";

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#read();
  }

  protected override render(): TemplateResult {
    return html`<section class="sheet sources" aria-labelledby="sources-title">
      <header class="panel-head">
        <h1 id="sources-title">Cameras</h1>
        <p class="muted">
          Body-worn gateways, CCTV and roadside encoders send here over WHIP. What they send is a session like any other.
        </p>
      </header>
      ${this.issued ? sourceToken(this.issued, this.#done) : this.#form()}
      ${this.problem ? this.#trouble() : nothing} ${this.#list()}
    </section>`;
  }

  #trouble(): TemplateResult {
    return html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>
      ${this.sources ? nothing : html`<div class="actions"><button @click=${() => void this.#read()}>Try again</button></div>`}`;
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
      ${repeat(
        usableFirst(this.sources),
        ({ source_id }) => source_id,
        (source) => html`<li>${this.#row(source)}</li>`,
      )}
    </ul>`;
  }

  #row(source: SourceView): TemplateResult {
    const { source_id: id } = source;
    return sourceRow({
      source,
      session: sessionOfSource(this.desk.force, source),
      now: this.desk.now,
      mayAct: this.desk.officer.mayAct,
      asked: this.asked?.id === id ? this.asked.act : null,
      ask: (act) => void this.#ask(id, act),
      act: (act) => void this.#act(() => (act === "renew" ? this.#renew(id) : this.#revoke(id))),
      watch: (sessionId) =>
        this.dispatchEvent(new CustomEvent("sightline-watch", { bubbles: true, detail: sessionId })),
    });
  }

  /** Once the question is answered, the keyboard is at the camera that it was about. */
  async #ask(id: string, act: SourceAct | null): Promise<void> {
    this.asked = act && { id, act };
    await this.updateComplete;
    if (!act) this.querySelector<HTMLElement>(`[data-source-id="${id}"] h2`)?.focus();
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
    const issued = await this.desk.api.renewSource(id);
    this.asked = null;
    await this.#show(issued);
  }

  async #revoke(id: string): Promise<void> {
    await this.desk.api.revokeSource(id);
    if (this.issued?.source.source_id === id) this.issued = null;
    await this.#ask(id, null);
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
