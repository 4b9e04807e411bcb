/** The two steps at which the phone asks its own question: camera, then position. Why comes before the question. */
import type { App } from "../app";
import { button, element, setText } from "../dom";
import { icon, type IconName } from "../icons";
import { adviceOf } from "../phone/fault";
import { mediaStep } from "../reduce";
import { agreed, type State } from "../state";
import type { Words } from "../words";
import { preview } from "./preview";
import { progress } from "./progress";
import { column, line, title, type BuildScreen, type Screen } from "./screen";

interface Step {
  picture: IconName;
  title: string;
  line: string;
  go: string;
  waiting: string;
  skip: string;
  /** Whether it may be left out before it was tried. */
  optional: boolean;
  start: () => void;
  leaveOut: () => void;
}

export const camera: BuildScreen = (app, say, state) => {
  const video = mediaStep(state) === "video";
  return buildStep(app, say, state, {
    picture: video ? "camera" : "sound",
    title: say(video ? "camera.title" : "microphone.title"),
    line: say(!video ? "microphone.line" : agreed(state, "audio") ? "camera.lineWithSound" : "camera.line"),
    go: say(video ? "camera.go" : "microphone.go"),
    waiting: say("allow.waiting"),
    skip: say(video ? "camera.skip" : "microphone.skip"),
    optional: false,
    start: () => void app.startMedia(),
    leaveOut: () => {
      app.skipMedia();
    },
  });
};

export const position: BuildScreen = (app, say, state) =>
  buildStep(app, say, state, {
    picture: "place",
    title: say("position.title"),
    line: say("position.line"),
    go: say("position.go"),
    waiting: say("position.waiting"),
    skip: say("position.skip"),
    optional: true,
    start: () => {
      app.startPosition();
    },
    leaveOut: () => {
      app.skipPosition();
    },
  });

function buildStep(app: App, say: Words, first: State, step: Step): Screen {
  const lines = element("div", { class: "stand", "aria-live": "polite" });
  const go = button("primary", step.go, () => {
    if (!app.state.busy) step.start();
  });
  const label = go.querySelector("span") ?? go;
  const skip = button("secondary", step.skip, step.leaveOut);
  const picture = first.camera === "on" ? preview(app, say) : null;
  const done = element("div");
  const asks = questionPicture(say, step.picture);
  const update = (state: State) => {
    setText(label, state.busy ? step.waiting : state.fault === null ? step.go : say("allow.again"));
    go.classList.toggle("waiting", state.busy);
    go.setAttribute("aria-disabled", String(state.busy));
    asks.hidden = state.fault !== null;
    skip.hidden = !step.optional && state.fault === null;
    replaceIfOther(lines, stand(app, say, state, step.line));
    replaceIfOther(done, [progress(say, state)]);
  };
  update(first);
  return { element: column([done, picture, title(step.title), lines, asks], [go, skip]), update };
}

/** What to do now: what the phone will ask, or what to tap after it refused. */
function stand(app: App, say: Words, state: State, why: string): HTMLElement[] {
  if (state.fault === null) return [line(why)];
  const advice = say(adviceOf(state.fault, app.phone));
  return [element("div", { class: "fault" }, element("h2", {}, say(`fault.${state.fault}`)), line(advice))];
}

/** Roughly how the phone's question will look, with the answer to tap: a drawing, so not for screen readers. */
function questionPicture(say: Words, about: IconName): HTMLElement {
  return element(
    "div",
    { class: "question", "aria-hidden": "true" },
    icon(about),
    element("span", { class: "words" }),
    element("span", { class: "words short" }),
    element("span", { class: "answers" }, element("span", {}), element("b", {}, say("allow.word"))),
  );
}

function replaceIfOther(target: HTMLElement, children: HTMLElement[]): void {
  if (target.textContent !== children.map((child) => child.textContent).join("")) target.replaceChildren(...children);
}
