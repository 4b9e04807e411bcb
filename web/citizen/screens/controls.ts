/** The controls of the live screen: only those that do something on this phone now. */
import type { App } from "../app";
import { button, element, setText } from "../dom";
import { icon, type IconName } from "../icons";
import { agreed, type State } from "../state";
import type { Words } from "../words";

interface Control {
  element: HTMLButtonElement;
  /** Changes what it is called and how it looks. */
  set(name: string, picture: IconName, pressed?: boolean): void;
}

export function controls(app: App, say: Words) {
  const turn = control("turn", say("live.flip"), () => void app.capture.flip().catch(() => undefined));
  const torch = control("torch", say("live.torch"), () => void app.capture.toggleTorch().catch(() => undefined));
  const pause = control("pause", say("live.pause"), () => {
    app.capture.pause(!app.state.paused);
  });
  const sound = control("sound", say("live.mute"), () => void app.toggleSound());
  const chat = control("chat", say("live.chat"), () => {
    app.dispatch({ type: "chat-open", open: !app.state.chatOpen });
  });
  const end = control("stop", say("live.end"), () => {
    app.dispatch({ type: "confirming", confirming: true });
  });
  end.element.classList.add("end");
  chat.element.setAttribute("aria-controls", "chat");
  const update = (state: State) => {
    turn.element.hidden = state.camera !== "on" || state.cameras < 2;
    torch.element.hidden = state.camera !== "on" || state.torch === "none";
    torch.set(say("live.torch"), "torch", state.torch === "on");
    const nothing = state.camera === "off" && state.microphone === "off";
    pause.element.hidden = nothing;
    pause.set(say(state.paused ? "live.resume" : "live.pause"), state.paused ? "resume" : "pause");
    sound.element.hidden = nothing || !agreed(state, "audio");
    soundControl(sound, say, state);
    chat.set(say("live.chat"), "chat");
    chat.element.setAttribute("aria-expanded", String(state.chatOpen));
    badge(chat.element, say, state.unread);
  };
  const side = element("div", { class: "side" }, torch.element, turn.element);
  const row = element("div", { class: "row" }, pause.element, sound.element, chat.element, end.element);
  return { element: element("div", { class: "controls" }, side, row), update };
}

function soundControl(sound: Control, say: Words, state: State): void {
  const on = state.microphone === "on" || (state.microphone === "paused" && !state.soundOff);
  sound.set(say(on ? "live.mute" : "live.unmute"), on ? "sound" : "silence");
}

function badge(target: HTMLElement, say: Words, unread: number): void {
  if (unread === 0) delete target.dataset.unread;
  else target.dataset.unread = String(unread);
  target.setAttribute("aria-label", unread === 0 ? say("live.chat") : say("live.chatNew", { count: unread }));
}

function control(first: IconName, name: string, tap: () => void): Control {
  const made = button("control", name, tap, icon(first));
  const label = made.querySelector("span") ?? made;
  let shown = first;
  const set = (text: string, picture: IconName, pressed?: boolean) => {
    setText(label, text);
    if (pressed !== undefined) made.setAttribute("aria-pressed", String(pressed));
    if (picture === shown) return;
    shown = picture;
    made.firstElementChild?.replaceWith(icon(picture));
  };
  return { element: made, set };
}
