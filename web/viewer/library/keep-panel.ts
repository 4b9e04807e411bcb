/** Keep or dispose: why a material is still kept, and what an officer may decide about it. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { LockingView, MaterialView, ReasonView, RetentionView } from "../../shared/messages";
import { icon } from "../components/icons";
import { DeskElement } from "../components/light-element";
import { deedForm, type Deed, type Standing } from "./deed-form";
import "./disposal-story";
import { keepDeeds } from "./keep-deeds";
import { isUnderWay, lockingWords, outcomeWords } from "./keep-words";
import { LibraryApi } from "./library-api";
import { trouble } from "./trouble";

const LOOK_AGAIN = 3000;

@customElement("keep-panel")
export class KeepPanel extends DeskElement {
  @property({ attribute: false }) material!: MaterialView;
  @state() private view: RetentionView | null = null;
  @state() private problem: unknown = null;
  /** The deed that is under way, or went wrong; the problem is that of the whole panel where there is none. */
  @state() private deed: Deed | null = null;
  @state() private sending = false;
  /** What the last deed came to. */
  @state() private outcome = "";
  /** When the store last said that it has locked more. */
  #movedAt = Date.now();
  #looking: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#looking);
  }

  protected override firstUpdated(): void {
    void this.#look();
  }

  /** The form that was in use has folded, or gone: the keyboard goes on from what came of it, or from what went wrong. */
  protected override updated(changed: PropertyValues): void {
    if (changed.has("outcome") && this.outcome) this.querySelector<HTMLElement>(".outcome")?.focus();
    if (changed.has("problem") && this.problem) this.querySelector(".problem")?.scrollIntoView({ block: "nearest" });
  }

  protected override render(): TemplateResult {
    return html`<section class="card keep" aria-labelledby="keep-title">
      <h2 id="keep-title">${icon("lock")} Why is this still kept?</h2>
      ${this.outcome
        ? html`<p class="outcome good told" tabindex="-1">${icon("check")} <span>${this.outcome}</span></p>`
        : nothing}
      ${this.deed ? nothing : this.#trouble()}
      ${this.view ? this.#standing(this.view) : this.#reading()}
    </section>`;
  }

  #reading(): TemplateResult {
    if (!this.problem) return html`<p class="muted" role="status">Reading …</p>`;
    return html`<button @click=${() => void this.#look()}>Try again</button>`;
  }

  #standing(view: RetentionView): TemplateResult {
    const deeds = keepDeeds(view, this.desk.officer);
    return html`${reasons(view)} ${view.locking ? this.#locking(view.locking) : nothing}
      ${view.disposal
        ? html`<disposal-story .desk=${this.desk} .view=${view} .disposal=${view.disposal}></disposal-story>`
        : nothing}
      ${deeds.length ? html`<div class="deeds">${this.#forms(deeds)}</div>` : nothing}`;
  }

  /** Each by its name: what was typed into one must not stand in another one once that is offered in its place. */
  #forms(deeds: readonly Deed[]): unknown {
    return repeat(
      deeds,
      ({ name }) => name,
      (deed) => deedForm(deed, this.#standingOf(deed), this.#do),
    );
  }

  #standingOf(deed: Deed): Standing {
    const isIt = deed.name === this.deed?.name;
    return { sending: isIt && this.sending, trouble: isIt ? this.#trouble() : nothing };
  }

  #trouble(): TemplateResult | typeof nothing {
    return trouble(this.problem, this);
  }

  #locking(locking: LockingView): TemplateResult {
    const words = lockingWords(locking, Date.now() - this.#movedAt);
    return html`<p class="locking">${icon("clock")} <span>${words}</span></p>
      ${locking.of
        ? html`<progress max=${locking.of} .value=${locking.locked} aria-label="How many pieces are locked"></progress>`
        : nothing}`;
  }

  /** Each is sent once, however often it is pressed: two holds would have to be ended twice. */
  readonly #do = (deed: Deed, given: Record<string, string>): void => {
    if (!this.sending) void this.#decide(deed, { ...given, ...deed.more });
  };

  async #decide(deed: Deed, body: Record<string, string>): Promise<void> {
    this.deed = deed;
    this.sending = true;
    this.outcome = "";
    this.problem = null;
    try {
      const before = this.view?.state;
      this.#take(await this.#api.decide(deed.path, body));
      this.#fold(deed);
      this.outcome = outcomeWords(deed.said, before, this.view?.state ?? "held");
      this.#tell();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.sending = false;
    }
  }

  #fold({ name }: Deed): void {
    this.deed = null;
    const details = this.querySelector<HTMLDetailsElement>(`[data-deed="${name}"]`);
    details?.querySelector("form")?.reset();
    details?.removeAttribute("open");
  }

  async #look(): Promise<void> {
    const before = this.view?.state;
    try {
      this.#take(await this.#api.retention(this.material.material_id));
      if (!this.deed) this.problem = null;
    } catch (problem) {
      this.#lookLater();
      if (!this.deed) this.problem = problem;
      return;
    }
    if (before && before !== this.view?.state) this.#tell();
  }

  #take(view: RetentionView): void {
    if (view.locking?.locked !== this.view?.locking?.locked) this.#movedAt = Date.now();
    this.view = view;
    this.#lookLater();
  }

  /** For as long as the store is at work; an answer that was lost is asked for again. */
  #lookLater(): void {
    clearTimeout(this.#looking);
    if (this.view && isUnderWay(this.view) && this.isConnected)
      this.#looking = setTimeout(() => void this.#look(), LOOK_AGAIN);
  }

  #tell(): void {
    this.dispatchEvent(new CustomEvent("material-changed", { bubbles: true }));
  }

  get #api(): LibraryApi {
    return new LibraryApi(this.desk.api);
  }
}

function reasons({ state: standing, kept_because }: RetentionView): TemplateResult {
  if (kept_because.length)
    return html`<ul class="kept-because">
      ${kept_because.map(reasonLine)}
    </ul>`;
  return html`<p>${standing === "disposed" ? "It is not: it was disposed of." : "Nothing keeps it any more."}</p>`;
}

function reasonLine({ sentence }: ReasonView): TemplateResult {
  return html`<li>${icon("check")} <span>${sentence}</span></li>`;
}
