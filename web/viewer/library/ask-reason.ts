/** What is fetched only by who has said why: where nobody has yet, the page is asked to ask, and then it is tried again. */
import { ProblemError } from "../../shared/http";

/** Try; return false where a reason is wanted first. `again` is called once one was given. */
export async function unlessAsked(asker: HTMLElement, act: () => Promise<void>, again: () => void): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (problem) {
    if (!(problem instanceof ProblemError) || problem.code !== "reason-required") throw problem;
    asker.dispatchEvent(new CustomEvent("sightline-reason-wanted", { bubbles: true, detail: again }));
    return false;
  }
}

declare global {
  interface HTMLElementEventMap {
    "sightline-reason-wanted": CustomEvent<() => void>;
  }
}
