/** Lets a program, such as a video wall, watch one session over WHEP: its address and pass, shown once. */
import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { IssuedPass } from "../../shared/messages";
import { problemWords } from "../state/problem-words";
import "./copy-button";
import { icon } from "./icons";
import { DeskElement } from "./light-element";
import { dayAndTime } from "./moment";

@customElement("watch-pass")
export class WatchPass extends DeskElement {
  @property({ attribute: false }) sessionId = "";
  @state() private issued: IssuedPass | null = null;
  @state() private problem = "";

  protected override render(): TemplateResult {
    return this.issued ? this.#shown(this.issued) : this.#form();
  }

  #form(): TemplateResult {
    return html`<form class="watch-pass" @submit=${this.#submit}>
      <label for="pass-name">Let a program watch, as</label>
      <input id="pass-name" name="name" maxlength="64" required autocomplete="off" placeholder="Control room wall" />
      <p class="problem" role="alert">${this.problem}</p>
      <button type="submit">${icon("eye")} Make a pass</button>
    </form>`;
  }

  #shown({ name, token, expires_at }: IssuedPass): TemplateResult {
    const address = `${location.origin}/api/whep/${this.sessionId}`;
    return html`<div class="watch-pass" role="status">
      <p>
        ${icon("warning")} The pass of “${name}” is shown this once. It ends with the session, or at
        ${dayAndTime(expires_at)}.
      </p>
      <p class="mono">${address} <copy-button .text=${address} what="WHEP address"></copy-button></p>
      <p class="mono">${token} <copy-button .text=${token} what="bearer token" secret></copy-button></p>
      <button @click=${() => (this.issued = null)}>${icon("check")} I have it</button>
    </div>`;
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const name = new FormData(event.target as HTMLFormElement).get("name") as string;
    try {
      this.issued = await this.desk.api.issuePass(this.sessionId, name);
      this.problem = "";
    } catch (problem) {
      this.problem = problemWords(problem);
    }
  };
}
