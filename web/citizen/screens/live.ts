/** Sharing: the own picture, one bar that says what the police see and hear, and the controls under the thumb. */
import type { App } from "../app";
import type { Quality } from "../../shared/messages";
import { barOf, type Bar } from "../bar";
import { button, element, setText } from "../dom";
import { agreed, hasSettled, type State } from "../state";
import type { Words } from "../words";
import { confirmEnd } from "./confirm";
import { controls } from "./controls";
import { preview } from "./preview";
import { title, type BuildScreen } from "./screen";

export const live: BuildScreen = (app, say, first) => {
  const bar = statusBar(say);
  const ear = lateComer(app, "hearing", ({ hearing }) => hearing !== "unasked", async (place) => {
    const { hearing } = await import("./hearing");
    return hearing(app, place);
  });
  ear.element.ariaLive = "polite";
  const offers = stillOffered(app, say);
  const panel = controls(app, say);
  const drawer = lateComer(app, "chat", (state) => state.chatOpen || hasSettled(state), async (place) => {
    const { chatDrawer } = await import("./chat");
    return chatDrawer(app, say, place);
  });
  const confirm = confirmEnd(app, say);
  const update = (state: State) => {
    bar.update(state);
    for (const part of [ear, offers, panel, drawer, confirm]) part.update(state);
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
    ear.element,
    offers.element,
    app.files.place,
    panel.element,
    drawer.element,
    confirm.element,
  );
  return { element: screen, update, speaks: (state) => spoken(say, state) };
};

/**
 * A part of the screen whose code comes when it is wanted: the picture must not wait for it. Until then it is hidden;
 * where the code does not come, the next change is another chance.
 */
function lateComer(
  app: App,
  name: string,
  wanted: (state: State) => boolean,
  load: (place: HTMLElement) => Promise<(state: State) => void>,
) {
  const place = element("section", { class: name, id: name, hidden: true });
  let show: ((state: State) => void) | null = null;
  let coming = false;
  const come = async () => {
    coming = true;
    show = await load(place).catch(() => null);
    coming = false;
    show?.(app.state);
  };
  const update = (state: State) => {
    if (show !== null) show(state);
    else if (!coming && wanted(state)) void come();
  };
  return { element: place, update };
}

/** What was agreed to and is not shared: one tap away for as long as it is live. */
function stillOffered(app: App, say: Words) {
  const restart = button("primary", say("live.restart"), () => void app.startMedia());
  const camera = button("primary", say("camera.go"), () => {
    app.dispatch({ type: "reconsidered", capability: "video" });
  });
  const place = button("primary", say("position.go"), () => {
    app.dispatch({ type: "reconsidered", capability: "location" });
  });
  const keepOpen = element("p", {}, say("live.keepOpen"));
  const update = (state: State) => {
    const video = state.supported && agreed(state, "video");
    restart.hidden = !video || state.camera !== "interrupted" || state.stopped !== null;
    camera.hidden = !video || state.camera !== "off";
    place.hidden = !agreed(state, "location") || state.positions === "on";
    keepOpen.hidden = state.camera !== "off" || state.positions === "off";
  };
  return { element: element("div", { class: "middle" }, keepOpen, restart, camera, place), update };
}

function spoken(say: Words, state: State): string {
  const bar = barOf(state);
  const messages = state.unread === 0 ? "" : ` ${say("live.chatNew", { count: state.unread })}.`;
  return `${say(`bar.${bar.says}`)}. ${note(say, bar, state)}.${messages}`;
}

function note(say: Words, bar: Bar, state: State): string {
  if (bar.note === "many") return say("note.many", { count: state.watching });
  if (bar.note === "quality") return qualityNote(state);
  return say(`note.${bar.note}`);
}

/** Its words come with the code that changes the quality, so they are there whenever they are needed. */
function qualityNote({ quality, qualityWords, language }: State): string {
  const notes: Partial<Record<Quality, string>> = qualityWords?.[language].notes ?? {};
  return notes[quality] ?? "";
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
    // A line breaks between facts, never within one.
    setText(facts, factsOf(say, state).map((fact) => fact.replaceAll(" ", "\u00a0")).join(" · "));
  };
  return { element: bar, update };
}

function factsOf(say: Words, state: State): string[] {
  const facts = state.recording ? [say("live.recording")] : [];
  if (state.leg === "connected") facts.push(say(`live.signal.${state.signal}`));
  const words = state.qualityWords?.[state.language].facts;
  if (words && state.quality !== "normal" && state.camera === "on") facts.push(words[state.quality]);
  if (state.megabytes > 0) facts.push(say("live.used", { megabytes: state.megabytes.toFixed(1) }));
  return facts;
}
