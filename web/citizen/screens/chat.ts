/** Messages with the police, in a drawer over the picture: for those who cannot speak. */
import type { App } from "../app";
import { button, element } from "../dom";
import { icon } from "../icons";
import type { ChatLine, State } from "../state";
import type { Words } from "../words";

const LONGEST_MESSAGE = "1000";

/** Fills the place that the live screen keeps for it; returns what shows a change. */
export function chatDrawer(app: App, say: Words, drawer: HTMLElement): (state: State) => void {
  const lines = element("ol", { class: "chat-lines" });
  const log = element("div", { class: "chat-log", role: "log", tabindex: "0", "aria-label": say("chat.title") }, lines);
  const field = element("input", { id: "chat-text", type: "text", maxlength: LONGEST_MESSAGE, autocomplete: "off" });
  const close = button("small", say("chat.close"), () => {
    app.dispatch({ type: "chat-open", open: false });
  }, icon("leave"));
  const head = element("div", { class: "chat-head" }, element("h2", {}, say("chat.title")), close);
  drawer.append(head, log, writing(app, say, field));
  let shown: ChatLine[] | null = null;
  return ({ chat, chatOpen }) => {
    const opens = chatOpen && drawer.hidden;
    const closes = !chatOpen && !drawer.hidden;
    drawer.hidden = !chatOpen;
    if (chat !== shown) lines.replaceChildren(...rows(say, chat));
    shown = chat;
    if (chatOpen) log.scrollTop = log.scrollHeight;
    if (opens) field.focus();
    // The focus goes back to where the drawer was opened from.
    if (closes) document.querySelector<HTMLElement>("[aria-controls=chat]")?.focus();
  };
}

function writing(app: App, say: Words, field: HTMLInputElement): HTMLFormElement {
  const send = element("button", { type: "submit", class: "button primary" }, say("chat.send"));
  const label = element("label", { class: "hidden", for: "chat-text" }, say("chat.label"));
  const form = element("form", { class: "chat-form" }, label, field, send);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (text === "") return;
    app.write(text);
    field.value = "";
  });
  return form;
}

function rows(say: Words, chat: ChatLine[]): HTMLElement[] {
  if (chat.length === 0) return [element("li", { class: "chat-empty" }, say("chat.empty"))];
  return chat.map(({ id, mine, name, text }) => {
    const who = mine ? say("chat.you") : say("chat.officer", { name });
    const head = id !== null ? who : `${who}, ${say("chat.waiting")}`;
    const words = element("span", { dir: "auto" }, text);
    return element("li", { class: mine ? "mine" : "theirs" }, element("b", {}, head), words);
  });
}
