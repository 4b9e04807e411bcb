/** A failure in words; where a fresh sign-in mends it, with the way to one, beside the page, so that nothing typed is lost. */
import { html, nothing, type TemplateResult } from "lit";
import { ProblemError } from "../../shared/http";
import { icon } from "../components/icons";
import { problemWords } from "../state/problem-words";

/** `panel` is where it happened; an officer who signs in again does it for the page around. */
export function trouble(problem: unknown, panel: HTMLElement): TemplateResult | typeof nothing {
  if (!problem) return nothing;
  const signIn = () => panel.dispatchEvent(new CustomEvent("sightline-sign-in", { bubbles: true }));
  const stale = problem instanceof ProblemError && problem.code === "fresh-sign-in-required";
  return html`<p class="problem" role="alert">${icon("warning")} <span>${problemWords(problem)}</span></p>
    ${stale ? html`<button @click=${signIn}>${icon("lock")} Sign in again</button>` : nothing}`;
}
