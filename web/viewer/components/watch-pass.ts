/** Lets a program, such as a video wall, watch one session over WHEP: its address and pass, shown once. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { IssuedPass } from "../../shared/messages";
import { problemWords } from "../state/problem-words";
import { copyLine } from "./copy-line";
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
      <input
        id="pass-name"
        name="name"
        maxlength="64"
        required
        autocomplete="off"
        placeholder="Control room wall"
        aria-describedby="pass-hint"
      />
      <p id="pass-hint" class="hint">Others see it among those who watch. It needs a player that speaks WHEP.</p>
      <p class="problem" role="alert">${this.problem ? html`${icon("warning")} ${this.problem}` : nothing}</p>
      <button type="submit">${icon("eye")} Make a pass</button>
    </form>`;
  }

  #shown({ name, token, expires_at }: IssuedPass): TemplateResult {
    const address = `${location.origin}/api/whep/${this.sessionId}`;
    return html`<div class="watch-pass" role="group" aria-labelledby="pass-title">
      <p class="once" id="pass-title" tabindex="-1">
        ${icon("warning")}
        <span
          ><b>The pass of “${name}” is shown this once.</b> It ends with the session, or at
          ${dayAndTime(expires_at)}.</span
        >
      </p>
      ${copyLine("WHEP address", address)} ${copyLine("Bearer token", token, true)}
      <button @click=${() => (this.issued = null)}>${icon("check")} I have it</button>
    </div>`;
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const name = new FormData(event.target as HTMLFormElement).get("name") as string;
    try {
      this.issued = await this.desk.api.issuePass(this.sessionId, name);
      this.problem = "";
      await this.updateComplete;
      this.querySelector<HTMLElement>("#pass-title")?.focus();
    } catch (problem) {
      this.problem = problemWords(problem);
    }
  };
}
