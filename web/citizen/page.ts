/** The frame around the screens: "Leave now" always at the same place, the language, and one voice for changes. */
import type { Language } from "../shared/messages";
import type { App } from "./app";
import { button, element, setText } from "./dom";
import { icon } from "./icons";
import { asking } from "./screens/asking";
import { live } from "./screens/live";
import { checking, declined, ended, failed, inApp } from "./screens/messages";
import type { BuildScreen, Screen } from "./screens/screen";
import { camera, position } from "./screens/steps";
import type { ScreenName, State } from "./state";
import { CATALOGUES, wordsOf, type Words } from "./words";

const SCREENS: Record<ScreenName, BuildScreen> = {
  checking,
  "in-app": inApp,
  asking,
  declined,
  camera,
  position,
  live,
  ended,
  failed,
};

export class Page {
  readonly #root: HTMLElement;
  #app: App | null = null;
  #screen: Screen | null = null;
  #shown = "";
  #voice = element("p", { class: "hidden", role: "status" });

  constructor(root: HTMLElement) {
    this.#root = root;
  }

  attach(app: App): void {
    this.#app = app;
  }

  show(state: State): void {
    if (this.#app === null) return;
    const shown = [state.screen, state.language, state.screen === "failed" ? state.failure : ""].join(" ");
    if (shown !== this.#shown) this.#build(this.#app, state);
    this.#shown = shown;
    this.#screen?.update?.(state);
    setText(this.#voice, this.#screen?.speaks?.(state) ?? "");
  }

  #build(app: App, state: State): void {
    const say = wordsOf(state.language);
    this.#screen = SCREENS[state.screen](app, say, state);
    this.#dress(state, say);
    const main = element("main", { id: "main" }, this.#screen.element);
    this.#root.replaceChildren(header(app, say, state.language), main, this.#voice);
    const title = this.#root.querySelector("h1");
    if (this.#shown !== "") title?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }

  /** What belongs to the whole document. */
  #dress(state: State, say: Words): void {
    document.documentElement.lang = state.language;
    document.documentElement.dir = CATALOGUES[state.language].direction;
    document.title = say("page.title");
    document.body.dataset.screen = state.screen;
  }
}

function header(app: App, say: Words, current: Language): HTMLElement {
  const leave = button("leave", say("page.leave"), () => {
    app.leave();
  }, icon("leave"));
  leave.title = say("page.leaveAbout");
  const languages = Object.keys(CATALOGUES) as Language[];
  const others = languages.filter((language) => language !== current).map((language) => languageButton(app, language));
  return element("header", {}, ...others, leave);
}

function languageButton(app: App, language: Language): HTMLElement {
  const made = button("language", CATALOGUES[language].nativeName, () => {
    app.dispatch({ type: "language", language });
  });
  made.lang = language;
  return made;
}
