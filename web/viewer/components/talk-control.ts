/** Speaking to the caller: hold the button, or Space on it, for as long as you speak; or hands-free. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { SessionView } from "../../shared/messages";
import type { Talk } from "../live/talk";
import { otherSpeaker, talkWords } from "../words/talk-words";
import { icon } from "./icons";
import { DeskElement } from "./light-element";

const METER_MILLISECONDS = 100;

@customElement("talk-control")
export class TalkControl extends DeskElement {
  @property({ attribute: false }) sessionId = "";
  @state() private kept = false;
  #meter: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("blur", this.#letGo);
    this.#meter = setInterval(() => {
      if (this.desk.talk(this.sessionId)?.state === "on") this.requestUpdate();
    }, METER_MILLISECONDS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("blur", this.#letGo);
    clearInterval(this.#meter);
    this.#talk?.end();
  }

  protected override render(): TemplateResult | typeof nothing {
    const session = this.desk.force.sessions.get(this.sessionId);
    const talk = this.#talk;
    if (!session || !talk || session.state === "ended" || session.camera) return nothing;
    const other = otherSpeaker(session, this.desk.officer.name);
    const words = other ? `${other} is speaking.` : talkWords(talk.state, session.hearing ?? "unasked", talk.problem);
    return html`<span class="talk ${this.#look(session, talk)}" role="group" aria-label="Speak to the caller">
      ${this.#buttons(talk, other !== null)}
      ${talk.state === "on" ? html`<meter aria-label="Your voice" min="0" max="1" .value=${talk.level}></meter>` : nothing}
      <span class="talk-words" role="status">${words}</span>
    </span>`;
  }

  /** On air in red only when somebody hears it. */
  #look(session: SessionView, talk: Talk): string {
    if (talk.state !== "on") return "";
    return session.hearing === "on" ? "heard" : "unheard";
  }

  #buttons(talk: Talk, taken: boolean): TemplateResult {
    const speaking = talk.state === "on" || talk.state === "opening";
    return html`<button
        title="Hold it for as long as you speak, or hold Space on it"
        aria-pressed=${speaking ? "true" : "false"}
        ?disabled=${taken}
        @pointerdown=${this.#hold}
        @pointerup=${this.#letGo}
        @pointercancel=${this.#letGo}
        @keydown=${this.#keyDown}
        @keyup=${this.#keyUp}
        @blur=${this.#letGo}
        @contextmenu=${prevent}
        @click=${this.#tapped}
      >
        ${icon("microphone")} Hold to speak
      </button>
      <button aria-pressed=${this.kept && speaking ? "true" : "false"} ?disabled=${taken} @click=${this.#toggle}>
        ${icon("lock")} Hands-free
      </button>`;
  }

  get #talk(): Talk | null {
    return this.desk.talk(this.sessionId);
  }

  readonly #hold = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.#begin(false);
  };

  readonly #letGo = (): void => {
    if (!this.kept) this.#talk?.pause();
  };

  readonly #keyDown = (event: KeyboardEvent): void => {
    if (event.key !== " ") return;
    event.preventDefault();
    if (!event.repeat) this.#begin(false);
  };

  readonly #keyUp = (event: KeyboardEvent): void => {
    if (event.key !== " ") return;
    event.preventDefault();
    this.#letGo();
  };

  /** A click without a pointer (Enter, or a screen reader's) cannot be held: it begins and ends. */
  readonly #tapped = (event: MouseEvent): void => {
    if (event.detail === 0) this.#toggle();
  };

  readonly #toggle = (): void => {
    const { state: now } = this.#talk ?? {};
    if (this.kept && (now === "on" || now === "opening")) {
      this.kept = false;
      this.#talk?.pause();
    } else this.#begin(true);
  };

  #begin(kept: boolean): void {
    this.kept = kept;
    void this.#talk?.begin();
  }
}

function prevent(event: Event): void {
  event.preventDefault();
}
