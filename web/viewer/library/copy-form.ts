/** Which copy is to be made of what is marked, and why. */
import { html, type TemplateResult } from "lit";
import { CHOICES, type Choice } from "./copy-words";

type Send = (choice: Choice, reason: string) => Promise<void>;

export function copyForm(sending: boolean, send: Send): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => {
      const value = given.get(name);
      return typeof value === "string" ? value : "";
    };
    void send((text("choice") || "clip") as Choice, text("reason"));
  };
  return html`<form class="copy-form" @submit=${submit}>
    <fieldset>
      <legend>What is to be made</legend>
      <div class="copy-choices">${Object.keys(CHOICES).map((name) => choice(name as Choice))}</div>
    </fieldset>
    <label class="field">Reason <input name="reason" maxlength="1000" autocomplete="off" required /></label>
    <div class="actions">
      <button class="primary" type="submit" aria-disabled=${sending ? "true" : "false"}>
        ${sending ? "Asking …" : "Make the copy"}
      </button>
    </div>
  </form>`;
}

function choice(name: Choice): TemplateResult {
  const { words, more } = CHOICES[name];
  return html`<label class="choice"
    ><input type="radio" name="choice" value=${name} ?checked=${name === "clip"} />
    <span><b>${words}</b><br /><span class="muted">${more}</span></span></label
  >`;
}
