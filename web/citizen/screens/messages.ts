/** Screens that only say something: waiting, refused, ended, and every reason why a link does not work. */
import type { App } from "../app";
import { button, element, setText } from "../dom";
import { goodBrowser } from "../phone/phone";
import type { Key, Words } from "../words";
import { rights } from "./rights";
import { column, line, title, type BuildScreen } from "./screen";

export const checking: BuildScreen = (_app, say, state) => ({
  element: column(
    [title(say("checking.title")), line(say(state.admission === null ? "checking.line" : "resuming.line"))],
    [],
  ),
});

export const declined: BuildScreen = (_app, say) => ({
  element: column([title(say("declined.title")), line(say("declined.line")), danger(say("page.danger"))], []),
});

export const ended: BuildScreen = (app, say, state) => {
  // Only cameras hang up; a person's page never hears it.
  const reason = state.endReason === "hung-up" ? "citizen" : state.endReason;
  const close = line(say("ended.close"), "line close");
  const original = element("div", { class: "original" });
  const force = state.admission?.force_name;
  const says = [
    title(say("ended.title")),
    line(say(`ended.${reason}`)),
    original,
    app.files.place,
    close,
    force === undefined ? null : rights(say, force, true),
  ];
  return {
    element: column(says, []),
    update: (now) => {
      close.hidden = now.original?.phase === "sending";
      app.original.show(original, now);
    },
  };
};

/** Inside another app the camera may not work; the link is not spent yet, so it can still be opened elsewhere. */
export const inApp: BuildScreen = (app, say) => {
  const browser = goodBrowser(app.phone);
  const { copy, copied } = copying(app, say);
  const stay = button("secondary", say("in-app.stay"), () => void app.entry.lookUp());
  const says = [title(say("in-app.title", { browser })), line(say("in-app.line", { browser })), copied];
  return { element: column(says, [copy, stay]) };
};

/** A button that copies the link, and the line that says whether it did. */
function copying(app: App, say: Words) {
  const copied = element("p", { class: "line", role: "status" });
  const done = () => {
    setText(copied, say("in-app.copied", { browser: goodBrowser(app.phone) }));
  };
  const failed = () => {
    setText(copied, say("in-app.copyFailed"));
  };
  const copy = button("primary", say("in-app.copy"), () => void app.entry.copyLink().then(done, failed));
  return { copy, copied };
}

const KNOWN = [
  "no-link",
  "link-invalid",
  "link-expired",
  "link-revoked",
  "link-used",
  "link-declined",
  "too-many-requests",
  "session-ended",
  "not-signed-in",
  "offline",
  "unsupported",
  "internal-error",
] as const;
type Known = (typeof KNOWN)[number];

/** Where trying again can help without a new link. */
const AGAIN: ReadonlySet<Known> = new Set(["link-used", "too-many-requests", "offline", "internal-error"]);

/** A code that this page has no sentence for is a fault of ours. */
export function knownFailure(code: string): Known {
  return KNOWN.find((known) => known === code) ?? "internal-error";
}

export const failed: BuildScreen = (app, say, state) => {
  const code = knownFailure(state.failure);
  const words: Record<string, string> = { browser: goodBrowser(app.phone) };
  const tell = say as (key: Key, values: Record<string, string>) => string;
  const again = button("primary", say("allow.again"), () => void app.entry.again());
  const { copy, copied } = copying(app, say);
  const taps = code === "unsupported" ? [copy] : AGAIN.has(code) ? [again] : [];
  const original = element("div", { class: "original" });
  return {
    element: column(
      [title(say(`failed.${code}`)), line(tell(`failed.${code}.line`, words)), copied, original, danger(say("page.danger"))],
      taps,
    ),
    update: (now) => {
      again.setAttribute("aria-disabled", String(now.busy));
      app.original.show(original, now);
    },
  };
};

function danger(text: string): HTMLElement {
  return line(text, "danger");
}
