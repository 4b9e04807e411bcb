/** What a supervisor has to look at: soonest first, each with why it is kept and a way to decide. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { RetentionView } from "../../shared/messages";
import { icon } from "../components/icons";
import { LightElement } from "../components/light-element";
import type { Desk } from "../state/desk";
import { problemWords } from "../state/problem-words";
import { dateWords } from "../words/times";
import { LibraryApi } from "./library-api";
import { SHORT_CATEGORIES, STATES } from "./material-words";

@customElement("review-list")
export class ReviewList extends LightElement {
  @property({ attribute: false }) desk!: Desk;
  @state() private reviews: readonly RetentionView[] | null = null;
  @state() private problem = "";

  protected override firstUpdated(): void {
    void this.#read();
  }

  protected override render(): TemplateResult {
    if (this.problem)
      return html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>
        <button @click=${() => void this.#read()}>Try again</button>`;
    if (!this.reviews) return html`<p class="muted" role="status">Reading …</p>`;
    if (!this.reviews.length) return html`<p class="empty">Nothing is due. What has to be looked at again appears here.</p>`;
    return html`<ul class="found" aria-label="Due for review">
      ${this.reviews.map((review) => html`<li>${reviewRow(review, this.desk.officer.id)}</li>`)}
    </ul>`;
  }

  async #read(): Promise<void> {
    try {
      this.reviews = (await new LibraryApi(this.desk.api).reviews()).reviews;
      this.problem = "";
    } catch (problem) {
      this.problem = problemWords(problem);
    }
  }
}

function reviewRow(review: RetentionView, officerId: string): TemplateResult {
  const due = review.review_on ? `To be looked at by ${dateWords(review.review_on)}. ` : "";
  return html`<article class="found-row review-row">
    <div class="found-words">
      <h2><a class="ref" href="#/material/${review.material_id}">${review.incident_ref}</a></h2>
      <p>${review.title ? html`“${review.title}”. ` : nothing}${due}${whyDue(review, officerId)}</p>
    </div>
    <p class="found-marks">
      <span class="badge">${SHORT_CATEGORIES[review.category]}</span>
      ${review.state === "held" ? nothing : html`<span class="badge caution">${icon("warning")} ${STATES[review.state]}</span>`}
    </p>
  </article>`;
}

function whyDue({ disposal, kept_because }: RetentionView, officerId: string): string {
  if (!disposal) return kept_because[0]?.sentence ?? "Nothing keeps it any more.";
  if (disposal.proposed_by === officerId)
    return `You proposed to dispose of it, and another supervisor must agree: ${disposal.reason}`;
  const by = disposal.proposed_by_name ? ` by ${disposal.proposed_by_name}` : "";
  return `Disposal proposed${by}: ${disposal.reason}`;
}
