/** A snapshot as it was taken: fetched by the page itself, since the site's policy shows no picture of another origin. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { CopyFile } from "../../../shared/messages";
import { icon } from "../../components/icons";
import { LightElement } from "../../components/light-element";
import { filmTimeWords } from "./film-clock";

@customElement("snapshot-picture")
export class SnapshotPicture extends LightElement {
  @property({ attribute: false }) file!: CopyFile;
  @property({ attribute: false }) incidentRef = "";
  @state() private address: string | null = null;
  @state() private failed = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.address) URL.revokeObjectURL(this.address);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("file")) void this.#fetch();
  }

  protected override render(): TemplateResult {
    const words = `Snapshot of incident ${this.incidentRef} at ${filmTimeWords(Date.parse(this.file.began_at))}`;
    return html`<div class="screen">
      ${this.address ? html`<img src=${this.address} alt=${words} />` : nothing}
      ${this.failed ? html`<p class="veil" role="alert"><span>${icon("warning")} The picture cannot be read. Load the page again.</span></p>` : nothing}
    </div>`;
  }

  async #fetch(): Promise<void> {
    try {
      const answer = await fetch(this.file.url, { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" });
      if (!answer.ok) throw new Error(String(answer.status));
      this.address = URL.createObjectURL(await answer.blob());
    } catch {
      this.failed = true;
    }
  }
}
