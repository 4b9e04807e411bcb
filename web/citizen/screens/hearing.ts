/** An officer wants to speak: one sentence, and the tap without which nothing sounds. */
import type { App } from "../app";
import { button, element, setText } from "../dom";
import type { HearingState, State } from "../state";
import { HEARING } from "../words/hearing";

/** Fills the place that the live screen keeps for it; returns what shows a change. */
export function hearing(app: App, place: HTMLElement): (state: State) => void {
  const words = HEARING[app.state.language];
  const sentence = element("p");
  const aloud = element("p", {}, words.aloud);
  const yes = button("primary", words.yes, () => {
    app.listen(true);
  });
  const no = button("secondary", "", () => {
    app.listen(false);
  });
  place.append(sentence, aloud, element("div", { class: "taps" }, yes, no));
  return ({ hearing: now }) => {
    place.hidden = now === "unasked";
    place.dataset.hearing = now;
    setText(sentence, sentenceOf(words, now));
    aloud.hidden = now !== "asked";
    yes.hidden = now !== "asked" && now !== "off";
    no.hidden = now === "off";
    setText(no, now === "asked" ? words.no : words.stop);
  };
}

function sentenceOf(words: Record<Exclude<HearingState, "unasked">, string>, now: HearingState): string {
  return now === "unasked" ? "" : words[now];
}
