/** A picture that is kept: fetched by the page itself, since the site's policy shows no picture of another origin. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { icon } from "../../components/icons";
import { LightElement } from "../../components/light-element";

const UNREAD = "The picture cannot be read. Load the page again.";

@customElement("kept-picture")
export class KeptPicture extends LightElement {
  @property({ attribute: false }) url = "";
  @property({ attribute: false }) mediaType = "";
  /** What it is, for those who do not see it. */
  @property({ attribute: false }) words = "";
  /** What is said where this browser does not know such pictures. */
  @property({ attribute: false }) unknown = UNREAD;
  /** What lies over it. */
  @property({ attribute: false }) over: TemplateResult | typeof nothing = nothing;
  /** Hears that it is on the screen. */
  @property({ attribute: false }) shown: () => void = () => undefined;
  @state() private address: string | null = null;
  @state() private problem = "";

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    if (this.address) URL.revokeObjectURL(this.address);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("url")) void this.#fetch();
  }

  protected override render(): TemplateResult {
    const failed = () => (this.problem = this.unknown);
    return html`<div class="screen">
      ${this.address ? html`<img src=${this.address} alt=${this.words} @load=${this.shown} @error=${failed} />${this.over}` : nothing}
      ${this.problem ? html`<p class="veil" role="alert"><span>${icon("warning")} ${this.problem}</span></p>` : nothing}
    </div>`;
  }

  /** As the type that it was found to be, whatever the store calls it. */
  async #fetch(): Promise<void> {
    try {
      const answer = await fetch(this.url, { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" });
      if (!answer.ok) throw new Error(String(answer.status));
      this.address = URL.createObjectURL(new Blob([await answer.arrayBuffer()], { type: this.mediaType }));
    } catch {
      this.problem = UNREAD;
    }
  }
}
