/** What a person sees of files that the phone has already: one button, and how far each file is. */
import { makeSay } from "../../shared/catalogue";
import { button, element, setText } from "../dom";
import { agreed, type State } from "../state";
import type { FileRow } from "./queue";
import { isUnderWay, rowWords, summaryWords, WORDS, type FileWords } from "./says";

/** What cameras make; a phone then opens its library instead of its file manager. */
const KINDS = "image/*,video/*";

interface Line {
  element: HTMLElement;
  update(say: FileWords, row: FileRow): void;
}

export class FilesPanel {
  readonly #place: HTMLElement;
  readonly #input = element("input", { type: "file", multiple: true, accept: KINDS, hidden: true });
  readonly #button = button("primary", "", () => {
    this.#input.click();
  });
  readonly #summary = element("p", { role: "status" });
  readonly #list = element("ul", { tabindex: "0" });
  readonly #lines = new Map<string, Line>();

  constructor(place: HTMLElement, chosen: (files: File[]) => void) {
    this.#place = place;
    place.append(this.#button, this.#input, this.#summary, this.#list);
    this.#input.addEventListener("change", () => {
      chosen([...(this.#input.files ?? [])]);
      this.#input.value = "";
    });
  }

  show(state: State, rows: FileRow[], busy: boolean): void {
    const say: FileWords = makeSay(WORDS[state.language]);
    const over = state.screen === "ended";
    this.#place.toggleAttribute("data-busy", busy);
    this.#place.setAttribute("aria-label", say("files.label"));
    this.#list.setAttribute("aria-label", say("files.label"));
    setText(this.#button.querySelector("span") ?? this.#button, say(rows.length === 0 ? "files.choose" : "files.more"));
    this.#button.hidden = over && !busy && !rows.some(({ phase }) => phase === "unfinished" || phase === "failed");
    const sharesMore = agreed(state, "video") || agreed(state, "audio") || agreed(state, "location");
    setText(this.#summary, summaryWords(say, rows, { busy, mayClose: over || !sharesMore }));
    this.#showRows(say, rows);
    this.#place.hidden = this.#button.hidden && rows.length === 0;
  }

  #showRows(say: FileWords, rows: FileRow[]): void {
    this.#list.hidden = rows.length === 0;
    const known = new Set(rows.map(({ key }) => key));
    for (const [key, line] of this.#lines) {
      if (known.has(key)) continue;
      line.element.remove();
      this.#lines.delete(key);
    }
    for (const row of rows) this.#lineOf(row.key).update(say, row);
  }

  #lineOf(key: string): Line {
    const line = this.#lines.get(key) ?? fileLine();
    if (!this.#lines.has(key)) this.#list.append(line.element);
    this.#lines.set(key, line);
    return line;
  }
}

function fileLine(): Line {
  const name = element("b", { dir: "auto", translate: "no" });
  const words = element("span");
  const bar = element("progress", { max: "1" });
  const update = (say: FileWords, row: FileRow) => {
    setText(name, row.name);
    setText(words, rowWords(say, row));
    bar.hidden = !isUnderWay(row);
    bar.value = row.share;
    bar.setAttribute("aria-label", say("file.bar", { name: row.name }));
  };
  return { element: element("li", {}, name, words, bar), update };
}
