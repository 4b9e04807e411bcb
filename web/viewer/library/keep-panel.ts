/** Keep or dispose: why a material is still kept, and what an officer of this role may decide about it. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { DisposalView, HoldView, LockingView, MaterialView, ReasonView, RetentionView } from "../../shared/messages";
import { icon } from "../components/icons";
import { DeskElement } from "../components/light-element";
import { dayWords } from "../components/moment";
import { saveFile } from "../components/save-file";
import { dateWords } from "../words/times";
import { deedForm, REASON, type Deed } from "./deed-form";
import { keepDeeds } from "./keep-deeds";
import { LibraryApi } from "./library-api";
import { may } from "./powers";
import { trouble } from "./trouble";

const LOOK_AGAIN = 3000;

@customElement("keep-panel")
export class KeepPanel extends DeskElement {
  @property({ attribute: false }) material!: MaterialView;
  @state() private view: RetentionView | null = null;
  @state() private problem: unknown = null;
  #looking: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#looking);
  }

  protected override firstUpdated(): void {
    this.#look();
  }

  protected override render(): TemplateResult {
    return html`<section class="card keep" aria-labelledby="keep-title">
      <h2 id="keep-title">${icon("lock")} Why is this still kept?</h2>
      ${trouble(this.problem, this)}
      ${this.view ? this.#standing(this.view) : html`<p class="muted" role="status">Reading …</p>`}
    </section>`;
  }

  #standing(view: RetentionView): TemplateResult {
    return html`${view.kept_because.length
        ? html`<ul class="kept-because">
            ${view.kept_because.map(reasonLine)}
          </ul>`
        : html`<p>${view.state === "disposed" ? "It is not: it was disposed of." : "Nothing keeps it any more."}</p>`}
      ${view.locking ? lockingLine(view.locking) : nothing}
      ${this.#disposal(view)}
      <div class="deeds">${this.#deeds(view).map(deedForm)}</div>`;
  }

  #deeds(view: RetentionView): Deed[] {
    const { role } = this.desk.officer;
    const releases = may(role, "decide") ? view.holds.map((hold) => this.#release(hold)) : [];
    return [...keepDeeds(view, role, this.#decide), ...releases];
  }

  /** Who holds it, and why, stands among the reasons. */
  #release(hold: HoldView): Deed {
    return {
      name: `release-${hold.hold_id}`,
      words: `End the hold of ${hold.by_name}: ${hold.reason}`,
      fields: [REASON],
      button: "End the hold",
      act: ({ reason = "" }) =>
        this.#decide(`/materials/${this.material.material_id}/holds/${hold.hold_id}/release`, { reason }),
    };
  }

  #disposal({ disposal, state }: RetentionView): TemplateResult | typeof nothing {
    if (!disposal) return nothing;
    return html`<p class="disposal" role="status">
        ${icon("warning")} <span>Disposal ${disposalSteps(disposal, state)}: ${disposal.reason}</span>
      </p>
      ${disposal.disposed_at
        ? html`<button @click=${() => void this.#saveCertificate()}>${icon("download")} Save the certificate</button>`
        : nothing}`;
  }

  async #saveCertificate(): Promise<void> {
    const { material_id: id } = this.material;
    try {
      const certificate = JSON.stringify(await this.#api.certificate(id));
      saveFile(`certificate-${id}.json`, new Blob([certificate], { type: "application/json" }));
    } catch (problem) {
      this.problem = problem;
    }
  }

  readonly #look = (): void => {
    void this.#try(() => this.#api.retention(this.material.material_id), false);
  };

  get #api(): LibraryApi {
    return new LibraryApi(this.desk.api);
  }

  readonly #decide = (path: string, body: Record<string, string>): Promise<void> =>
    this.#try(() => this.#api.decide(path, body), true);

  async #try(ask: () => Promise<RetentionView>, decided: boolean): Promise<void> {
    const before = this.view?.state;
    try {
      this.view = await ask();
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
      return;
    }
    clearTimeout(this.#looking);
    if (isUnderWay(this.view) && this.isConnected) this.#looking = setTimeout(this.#look, LOOK_AGAIN);
    if (decided) for (const deed of this.querySelectorAll<HTMLDetailsElement>("details.deed")) deed.open = false;
    if (decided || (before && before !== this.view.state))
      this.dispatchEvent(new CustomEvent("material-changed", { bubbles: true }));
  }
}

/** The store is at work: what the page says will be another thing in a moment. */
function isUnderWay(view: RetentionView): boolean {
  return view.locking !== null || view.state === "disposal-begun";
}

function lockingLine({ locked, of }: LockingView): TemplateResult {
  if (!of) return html`<p class="muted">${icon("clock")} The store is about to lock every piece of it.</p>`;
  return html`<p class="muted">
    ${icon("clock")} <span>The store has locked ${locked.toLocaleString()} of ${of.toLocaleString()} pieces of it.</span>
    <progress max=${of} .value=${locked} aria-label="How many pieces are locked"></progress>
  </p>`;
}

function disposalSteps(disposal: DisposalView, state: RetentionView["state"]): string {
  const { proposed_by_name: proposer, approved_by_name: approver, not_before: day, disposed_at: done } = disposal;
  const steps = [
    proposer ? `proposed by ${proposer}` : "",
    approver ? `agreed to by ${approver}` : "",
    state === "disposal-begun" ? "under way" : day && !done ? `not before ${dateWords(day)}` : "",
    done ? `done on ${dayWords(done)}, ${disposal.object_count} objects` : "",
  ];
  return steps.filter(Boolean).join(", ");
}

function reasonLine({ sentence }: ReasonView): TemplateResult {
  return html`<li>${icon("check")} <span>${sentence}</span></li>`;
}
