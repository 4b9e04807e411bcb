/** Stopping is for good, so it is asked once. ("Leave now" never asks.) */
import type { App } from "../app";
import { button, element } from "../dom";
import type { State } from "../state";
import type { Words } from "../words";

export function confirmEnd(app: App, say: Words) {
  const keep = button("secondary", say("end.no"), () => {
    app.dispatch({ type: "confirming", confirming: false });
  });
  keep.autofocus = true;
  const stop = button("final", say("end.yes"), () => {
    app.end();
  });
  const question = element("h2", { id: "end-title" }, say("end.title"));
  const box = element("dialog", { "aria-labelledby": "end-title" }, question, element("p", {}, say("end.line")), stop, keep);
  box.addEventListener("close", () => {
    app.dispatch({ type: "confirming", confirming: false });
  });
  const update = ({ confirming }: State) => {
    if (confirming && !box.open) box.showModal();
    if (!confirming && box.open) box.close();
  };
  return { element: box, update };
}
