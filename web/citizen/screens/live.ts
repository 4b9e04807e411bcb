/** Sharing: the own picture, one bar that says what the police see and hear, and the controls under the thumb. */
import { barOf, type Bar } from "../bar";
import { button, element, setText } from "../dom";
import { agreed, type State } from "../state";
import type { Words } from "../words";
import { chatDrawer } from "./chat";
import { confirmEnd } from "./confirm";
import { controls } from "./controls";
import { preview } from "./preview";
import { title, type BuildScreen } from "./screen";

export const live: BuildScreen = (app, say, first) => {
  const bar = statusBar(say);
  const restart = button("primary restart", say("live.restart"), () => void app.startMedia());
  const panel = controls(app, say);
  const drawer = chatDrawer(app, say);
  const confirm = confirmEnd(app, say);
  const update = (state: State) => {
    bar.update(state);
    restart.hidden = !canRestart(state);
    for (const part of [panel, drawer, confirm]) part.update(state);
  };
  update(first);
  const heading = title(say("live.title"));
  heading.classList.add("hidden");
  const screen = element(
    "section",
    { class: "live" },
    heading,
    agreed(first, "video") ? preview(app, say) : null,
    bar.element,
    element("div", { class: "middle" }, restart),
    panel.element,
    drawer.element,
    confirm.element,
  );
  return { element: screen, update, speaks: (state) => spoken(say, state) };
};

/** The phone has kept the camera to itself, or it was never turned on. */
function canRestart(state: State): boolean {
  if (!state.supported || !agreed(state, "video")) return false;
  return state.camera === "off" || (state.camera === "interrupted" && state.stopped === null);
}

function spoken(say: Words, state: State): string {
  const bar = barOf(state);
  return `${say(`bar.${bar.says}`)}. ${note(say, bar, state)}`;
}

function note(say: Words, bar: Bar, state: State): string {
  if (bar.note === "many") return say("note.many", { count: state.watching });
  return say(`note.${bar.note}`);
}

function statusBar(say: Words) {
  const says = element("p", { class: "bar-says" });
  const about = element("p", { class: "bar-note" });
  const facts = element("p", { class: "bar-facts" });
  const bar = element("div", { class: "bar" }, element("span", { class: "lamp" }), element("div", {}, says, about, facts));
  const update = (state: State) => {
    const now = barOf(state);
    bar.dataset.tone = now.tone;
    setText(says, say(`bar.${now.says}`));
    setText(about, note(say, now, state));
    setText(facts, factsOf(say, state).join(" · "));
  };
  return { element: bar, update };
}

function factsOf(say: Words, state: State): string[] {
  const facts = state.recording ? [say("live.recording")] : [];
  if (state.leg === "connected") facts.push(say(`live.signal.${state.signal}`));
  if (state.megabytes > 0) facts.push(say("live.used", { megabytes: state.megabytes.toFixed(1) }));
  return facts;
}
