/** Leads to each part of a long page. The address names the page itself, so these are no links into it. */
import { html, type TemplateResult } from "lit";

export interface Part {
  /** The id of its heading. */
  heading: string;
  /** What it is called in a word or two. */
  link: string;
  body: TemplateResult;
}

export function partLinks(parts: readonly Part[]): TemplateResult {
  return html`<nav class="part-links" aria-label="On this page">
    ${parts.map(({ heading, link }) => html`<button class="quiet" @click=${goTo(heading)}>${link}</button>`)}
  </nav>`;
}

/** The keyboard goes along: what comes next is that part's first button. */
function goTo(heading: string): () => void {
  return () => {
    const title = document.getElementById(heading);
    if (!title) return;
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
    title.scrollIntoView();
  };
}
