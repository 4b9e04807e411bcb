/** The stills of a session in the order taken, read when the strip is opened; each leads to its place in the recording. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Stills, StillView } from "../../shared/messages";
import { problemWords } from "../state/problem-words";
import { icon } from "./icons";
import { LightElement } from "./light-element";
import { clockTime, timeWords } from "./moment";

const RUN = 30;

interface Loaded extends StillView {
  /** Where the page itself keeps the picture: the address from the server is good for a minute only. */
  address: string;
}

@customElement("still-strip")
export class StillStrip extends LightElement {
  @property({ attribute: false }) sessionId = "";
  @property({ attribute: false }) read!: (first: number, count: number) => Promise<Stills>;
  /** What is drawn over a still that is shown large. */
  @property({ attribute: false }) over: TemplateResult | typeof nothing = nothing;
  /** Is given the wall clock of a still, in milliseconds, when one is chosen. */
  @property({ attribute: false }) show: (wallTime: number) => void = () => undefined;
  @state() private total = 0;
  @state() private loaded: readonly Loaded[] = [];
  @state() private chosen: Loaded | null = null;
  @state() private problem: string | null = null;
  #loading = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#forget();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("sessionId")) return;
    this.#forget();
    void this.#count(this.sessionId);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.total) return nothing;
    return html`<details class="fold gaps stills" @toggle=${this.#opened}>
      <summary>${this.total === 1 ? "1 still picture" : `${this.total} still pictures`}</summary>
      ${this.chosen ? this.#large(this.chosen) : nothing}
      <ul>
        ${this.loaded.map(this.#thumbnail)}
      </ul>
      ${this.problem ? html`<p class="problem" role="alert">${icon("warning")} ${this.problem}</p>` : nothing}
      ${this.loaded.length && this.loaded.length < this.total
        ? html`<button @click=${this.#more}>Show more still pictures</button>`
        : nothing}
    </details>`;
  }

  #large(still: Loaded): TemplateResult {
    return html`<figure>
      <div class="shown-still">
        <img src=${still.address} alt="Still picture taken at ${timeWords(still.captured_at)}" />
        ${this.over}
      </div>
      <figcaption>${icon("picture")} Still picture, ${clockTime(still.captured_at)}</figcaption>
    </figure>`;
  }

  readonly #thumbnail = (still: Loaded): TemplateResult =>
    html`<li>
      <button aria-pressed=${still === this.chosen ? "true" : "false"} @click=${() => {
        this.#choose(still);
      }}>
        <img src=${still.address} alt="" loading="lazy" />
        <span>${clockTime(still.captured_at)}</span>
      </button>
    </li>`;

  #choose(still: Loaded): void {
    this.chosen = still;
    this.show(Date.parse(still.captured_at));
  }

  readonly #opened = (event: Event): void => {
    if ((event.target as HTMLDetailsElement).open && !this.loaded.length) void this.#more();
  };

  async #count(sessionId: string): Promise<void> {
    // No strip is shown where the list cannot be read; the panel around it names what is wrong.
    const stills = await this.read(0, 1).catch(() => null);
    if (stills && sessionId === this.sessionId) this.total = stills.total;
  }

  readonly #more = async (): Promise<void> => {
    if (this.#loading) return;
    this.#loading = true;
    const { sessionId } = this;
    try {
      const run = await this.read(this.loaded.length, RUN);
      const pictures = await Promise.all(run.stills.map(load));
      if (sessionId !== this.sessionId || !this.isConnected) return;
      this.total = run.total;
      this.loaded = [...this.loaded, ...pictures];
      this.problem = null;
    } catch (problem) {
      this.problem = problemWords(problem);
    } finally {
      this.#loading = false;
    }
  };

  #forget(): void {
    for (const { address } of this.loaded) URL.revokeObjectURL(address);
    this.total = 0;
    this.loaded = [];
    this.chosen = this.problem = null;
  }
}

async function load(still: StillView): Promise<Loaded> {
  const picture = await (await fetch(still.url, { credentials: "omit", referrerPolicy: "no-referrer" })).blob();
  return { ...still, address: URL.createObjectURL(picture) };
}
