/** The way into the library: its pages are fetched when one is first opened, so that the live desk does not wait for them. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Hiding } from "../library/hiding/hiding";
import type { Stretched } from "../replay/timeline";
import { icon } from "./icons";
import { DeskElement } from "./light-element";

export type Room =
  | { kind: "library"; query: string }
  | { kind: "material"; materialId: string }
  /** What can be done with a recording, below its player. */
  | { kind: "below-replay"; materialId: string; marked: Stretched | null; hiding: Hiding };

@customElement("library-door")
export class LibraryDoor extends DeskElement {
  @property({ attribute: false }) room!: Room;
  @property({ attribute: false }) styleUrl = "";
  @state() private standing: "fetching" | "open" | "failed" = "fetching";

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#open();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.standing === "open") return this.#room();
    if (this.standing === "fetching") return html`<p class="muted" role="status">Opening the library …</p>`;
    return html`<p class="problem" role="alert">
        ${icon("warning")} The library cannot be fetched. Check the network, then try again.
      </p>
      <button @click=${() => void this.#open()}>Try again</button>`;
  }

  #room(): TemplateResult {
    const { room } = this;
    switch (room.kind) {
      case "library":
        return html`<library-page .desk=${this.desk} .query=${room.query} .styleUrl=${this.styleUrl}></library-page>`;
      case "material":
        return html`<material-page .desk=${this.desk} .materialId=${room.materialId}></material-page>`;
      default:
        return html`<material-sections
          .desk=${this.desk}
          .materialId=${room.materialId}
          .marked=${room.marked}
          .hiding=${room.hiding}
        ></material-sections>`;
    }
  }

  async #open(): Promise<void> {
    this.standing = "fetching";
    try {
      await import("../library/pages");
      this.standing = "open";
    } catch {
      this.standing = "failed";
    }
  }
}
