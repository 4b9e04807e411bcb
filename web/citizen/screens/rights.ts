/** What happens with what is shared, and the person's rights: folded away before, open after. */
import { element } from "../dom";
import type { Words } from "../words";

export function rights(say: Words, force: string, open: boolean): HTMLElement {
  const sentences = [
    say("rights.live", { force }),
    say("rights.kept"),
    say("rights.seen"),
    say("rights.yours", { force }),
    say("rights.instead"),
    say("rights.history"),
  ];
  return element(
    "details",
    { class: "rights", open },
    element("summary", {}, say("rights.title")),
    ...sentences.map((sentence) => element("p", {}, sentence)),
    element("p", {}, element("a", { href: "/j/accessibility.html" }, say("page.accessibility"))),
  );
}
