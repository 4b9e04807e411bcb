/** How far it has come, said as what the police have so far. */
import type { Capability } from "../../shared/messages";
import { element } from "../dom";
import { icon } from "../icons";
import { agreed, type State } from "../state";
import type { Words } from "../words";

export function progress(say: Words, state: State): HTMLElement {
  const steps: [string, boolean][] = [[say("progress.yes"), true]];
  for (const capability of ["video", "audio", "location"] as const) {
    if (agreed(state, capability)) steps.push([say(`progress.${capability}`), has(state, capability)]);
  }
  const rows = steps.map(([name, done]) => step(say, name, done));
  return element("ul", { class: "progress", "aria-label": say("progress.label") }, ...rows);
}

function has(state: State, capability: Capability): boolean {
  if (capability === "location") return state.positions === "on";
  const running = capability === "video" ? state.camera : state.microphone;
  return state.leg === "connected" && running === "on";
}

function step(say: Words, name: string, done: boolean): HTMLElement {
  const word = element("span", { class: "hidden" }, `, ${say(done ? "progress.done" : "progress.waiting")}`);
  return element("li", { class: done ? "done" : "" }, icon(done ? "done" : "waiting"), element("span", {}, name, word));
}
