/** Who asks, why, what for: the screen on which a person says yes to each part, or no. */
import type { App } from "../app";
import { button, element, setText } from "../dom";
import { icon, type IconName } from "../icons";
import type { Capability } from "../../shared/messages";
import { canShare } from "../state";
import type { Words } from "../words";
import { rights } from "./rights";
import { column, line, title, type BuildScreen } from "./screen";

const ICONS = { video: "camera", audio: "sound", location: "place", upload: "files" } as const;
const ORDER = Object.keys(ICONS) as Capability[];

export const asking: BuildScreen = (app, say, state) => {
  const { invite } = state;
  if (invite === null) throw new Error("There is nothing to ask without an invite.");
  const asked = ORDER.filter((capability) => invite.capabilities.includes(capability));
  const possible = asked.filter((capability) => canShare(state, capability));
  const error = element("p", { class: "error", role: "alert" });
  const accept = button("primary", say("ask.yes"), () => {
    if (app.state.chosen.length === 0) setText(error, say("ask.none"));
    else void app.entry.accept();
  });
  const decline = button("secondary", say("ask.no"), () => void app.entry.decline());
  const says = [
    title(say(`ask.title.${asked[0] ?? "location"}`, { force: invite.force_name })),
    line(say(`ask.purpose.${invite.purpose}`)),
    spokenCode(say, invite.spoken_code),
    possible.length < asked.length ? line(say("ask.noVideo"), "notice") : null,
    choices(app, say, possible),
    invite.keep_original === true && possible.includes("video") ? original(app, say) : null,
    line(`${say("ask.free")} ${say("ask.recorded")}`, "free"),
    rights(say, invite.force_name, false),
  ];
  return {
    element: column(says, [error, accept, decline]),
    update: ({ busy, chosen }) => {
      if (chosen.length > 0) setText(error, "");
      accept.setAttribute("aria-disabled", String(busy));
      decline.setAttribute("aria-disabled", String(busy));
    },
  };
};

function spokenCode(say: Words, code: string): HTMLElement {
  return element(
    "div",
    { class: "code" },
    element("h2", {}, say("ask.code.title")),
    element("p", {}, say("ask.code.line")),
    element("p", { class: "spoken", translate: "no" }, code),
    element("p", { class: "quiet" }, say("ask.code.other")),
  );
}

function choices(app: App, say: Words, possible: Capability[]): HTMLElement {
  const rows = possible.map((capability) => choice(app, say, capability));
  return element("fieldset", { class: "choices" }, element("legend", {}, say("ask.choose")), ...rows);
}

function choice(app: App, say: Words, capability: Capability): HTMLElement {
  return tick(say, capability, ICONS[capability], app.state.chosen.includes(capability), (on) => {
    app.dispatch({ type: "chose", capability, on });
  });
}

/** What stays on the phone for a while is a choice of its own. */
function original(app: App, say: Words): HTMLElement {
  return tick(say, "original", "camera", app.state.keepOriginal, (on) => {
    app.dispatch({ type: "keep-original", on });
  });
}

function tick(
  say: Words,
  name: Capability | "original",
  drawing: IconName,
  checked: boolean,
  chose: (on: boolean) => void,
): HTMLElement {
  const box = element("input", { type: "checkbox", checked, "aria-describedby": `about-${name}` });
  box.addEventListener("change", () => {
    chose(box.checked);
  });
  const words = element("span", { class: "choice-name" }, say(`ask.${name}`));
  const about = element("span", { class: "choice-about", id: `about-${name}` }, say(`ask.${name}.line`));
  return element("label", { class: "choice" }, icon(drawing), element("span", {}, words, about), box);
}
