/** What a person sees of the better copy once sharing is over: how far it is, and a way to have it deleted instead. */
import { makeSay, type Catalogue } from "../../shared/catalogue";
import type { Language } from "../../shared/messages";
import { button, element, setText } from "../dom";
import type { OriginalFacts } from "../state";
import { cy } from "./words/cy";
import { en, type Key } from "./words/en";

export const WORDS: Record<Language, Catalogue<Key>> = {
  en: { nativeName: "English", direction: "ltr", words: en },
  cy: { nativeName: "Cymraeg", direction: "ltr", words: cy },
};

export class Panel {
  readonly #takeBack: () => void;
  #language: Language | null = null;
  readonly #line = element("p", { class: "line" });
  readonly #bar = element("progress", { max: "100" });
  #button = element("button");
  /** Spoken when it becomes another sentence, not with every percent. */
  readonly #voice = element("p", { class: "hidden", role: "status" });

  constructor(takeBack: () => void) {
    this.#takeBack = takeBack;
  }

  show(place: HTMLElement, language: Language, facts: OriginalFacts | null): void {
    if (facts === null) return;
    const say = makeSay<typeof en>(WORDS[language]);
    if (this.#language !== language) this.#button = button("secondary", say("original.delete"), this.#takeBack);
    this.#language = language;
    const sending = facts.phase === "sending";
    const sentence = facts.phase === "sending" ? say("original.sending", facts) : say(`original.${facts.phase}`);
    setText(this.#line, sentence);
    setText(this.#voice, sending ? say("original.stay") : sentence);
    this.#bar.value = facts.percent;
    this.#bar.setAttribute("aria-label", say("original.label"));
    this.#bar.hidden = this.#button.hidden = !sending;
    if (!place.contains(this.#button)) place.replaceChildren(this.#line, this.#bar, this.#button, this.#voice);
  }
}
