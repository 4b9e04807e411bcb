/** A photograph that was brought in, shown as it came; that it was looked at is written down. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { MaterialView } from "../../../shared/messages";
import { icon } from "../../components/icons";
import { DeskElement } from "../../components/light-element";
import { problemWords } from "../../state/problem-words";
import { unlessAsked } from "../ask-reason";
import { LibraryApi } from "../library-api";
import { beginningOf } from "./film-clock";
import "./kept-picture";

const UNKNOWN =
  "This browser cannot show this kind of picture. Save the file below, and open it with a program that can. Faces are hidden only where the picture is seen.";

@customElement("photograph-panel")
export class PhotographPanel extends DeskElement {
  @property({ attribute: false }) material!: MaterialView;
  /** What lies over the picture. */
  @property({ attribute: false }) over: TemplateResult | typeof nothing = nothing;
  @state() private url = "";
  @state() private problem = "";

  protected override firstUpdated(): void {
    void this.#open();
  }

  /** Bring it to the screen; it is the same at any time. */
  show(): void {
    this.querySelector("img")?.scrollIntoView({ block: "nearest" });
  }

  protected override render(): TemplateResult {
    const { title, media_type } = this.material;
    return html`${this.problem ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>` : nothing}
    ${this.url
      ? html`<section class="replay film" aria-label="Photograph">
          <kept-picture
            .url=${this.url}
            .mediaType=${media_type ?? ""}
            .words=${`Photograph ${title}`}
            .unknown=${UNKNOWN}
            .over=${this.over}
            .shown=${this.#shown}
          ></kept-picture>
        </section>`
      : nothing}`;
  }

  readonly #open = async (): Promise<void> => {
    const open = async () => {
      this.url = (await new LibraryApi(this.desk.api).file(this.material.material_id, "view")).url;
    };
    try {
      await unlessAsked(this, open, () => void this.#open());
      this.problem = "";
    } catch (problem) {
      this.problem = problemWords(problem);
    }
  };

  readonly #shown = (): void => {
    const detail = Date.parse(beginningOf(this.material));
    this.dispatchEvent(new CustomEvent("sightline-shown-at", { bubbles: true, detail }));
  };
}
