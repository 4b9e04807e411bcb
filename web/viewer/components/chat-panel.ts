/** The chat with the caller. What was typed stays, whatever becomes of the connection. */
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { ChatLine } from "../state/picture-of-force";
import { icon } from "./icons";
import { DeskElement } from "./light-element";
import { clockTime } from "./moment";

const LONGEST = 1000;

@customElement("chat-panel")
export class ChatPanel extends DeskElement {
  @property({ attribute: false }) sessionId = "";
  @property({ attribute: false }) shownAt: number | null = null;
  @state() private typed = "";
  #shownLines = 0;

  protected override render(): TemplateResult {
    const lines = this.#lines();
    return html`<div class="chat">
      <div class="chat-log" role="log" aria-live="polite" aria-label="Chat with the caller" tabindex="0">
        <ol class="chat-lines">
          ${repeat(lines, ({ message_id }) => message_id, this.#line)}
        </ol>
      </div>
      ${lines.length ? nothing : html`<p class="muted">${this.#none()}</p>`} ${this.#mayWrite ? this.#form() : nothing}
    </div>`;
  }

  protected override updated(_changed: PropertyValues): void {
    const log = this.querySelector(".chat-log");
    const count = log?.firstElementChild?.childElementCount ?? 0;
    if (log && count !== this.#shownLines) log.scrollTop = log.scrollHeight;
    this.#shownLines = count;
  }

  get #mayWrite(): boolean {
    const session = this.desk.force.sessions.get(this.sessionId);
    return this.desk.officer.mayAct && this.shownAt === null && session !== undefined && session.state !== "ended";
  }

  #lines(): readonly ChatLine[] {
    const lines = this.desk.force.chats.get(this.sessionId) ?? [];
    const { shownAt } = this;
    return shownAt === null ? lines : lines.filter(({ sent_at }) => Date.parse(sent_at) <= shownAt);
  }

  #none(): string {
    return this.#mayWrite ? "Write to the caller when speaking is not safe." : "Nothing was written.";
  }

  readonly #line = (line: ChatLine): TemplateResult =>
    html` <li class="${line.sender} ${line.standing}">
      <span class="chat-head"
        ><b>${line.sender === "citizen" ? "Caller" : line.sender_name}</b> ${clockTime(line.sent_at)}</span
      >
      <p dir="auto">${line.text}</p>
      ${line.standing === "sending" ? html`<span class="muted">Sending …</span>` : nothing}
      ${line.standing === "failed" ? this.#failure(line) : nothing}
    </li>`;

  #failure(line: ChatLine): TemplateResult {
    return html`<span class="problem"
      >${icon("warning")} ${line.problem ?? "Not sent."}
      <button class="quiet small" @click=${() => (this.typed = line.text)}>Write it again</button></span
    >`;
  }

  #form(): TemplateResult {
    return html`<form class="chat-form" @submit=${this.#send}>
      <label class="unseen" for="chat-text">Message to the caller</label>
      <textarea
        id="chat-text"
        rows="2"
        maxlength=${LONGEST}
        placeholder="Message to the caller"
        .value=${this.typed}
        @input=${(event: Event) => (this.typed = (event.target as HTMLTextAreaElement).value)}
        @keydown=${this.#enter}
      ></textarea>
      <button type="submit" class="primary">Send</button>
    </form>`;
  }

  readonly #enter = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) this.#send(event);
  };

  readonly #send = (event: Event): void => {
    event.preventDefault();
    const text = this.typed.trim();
    if (!text) return;
    this.desk.say(this.sessionId, text);
    this.typed = "";
  };
}
