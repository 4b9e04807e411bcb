/** What every screen is: built once when it comes, then told of every change while it stays. */
import type { App } from "../app";
import { element } from "../dom";
import type { State } from "../state";
import type { Words } from "../words";

export interface Screen {
  element: HTMLElement;
  update?(state: State): void;
  /** What a screen reader should hear now, besides the title it heard first. */
  speaks?(state: State): string;
}

export type BuildScreen = (app: App, say: Words, state: State) => Screen;

/** The title takes the focus when the screen comes, so that a screen reader begins there. */
export function title(text: string): HTMLElement {
  return element("h1", { tabindex: "-1" }, text);
}

export function line(text: string, look = "line"): HTMLElement {
  return element("p", { class: look }, text);
}

/** A screen in one column: what it says first, what can be tapped last. */
export function column(says: (Node | null)[], taps: Node[]): HTMLElement {
  const said = says.filter((node) => node !== null);
  return element(
    "section",
    { class: "column" },
    element("div", { class: "says" }, ...said),
    element("div", { class: "taps" }, ...taps),
  );
}
