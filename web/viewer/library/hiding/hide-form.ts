/** Why a copy with faces hidden is made, and whether it has sound; it is made, or not. */
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../../components/icons";
import type { Draft } from "./draft";
import { HIDE_WORDS } from "./hide-words";

interface Ways {
  make: (silent: boolean, reason: string) => void;
  leave: () => void;
}

export function hideForm(of: Draft["of"], sending: boolean, { make, leave }: Ways): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const reason = given.get("reason");
    make(given.has("silent"), typeof reason === "string" ? reason : "");
  };
  return html`<form class="copy-form" @submit=${submit}>
    ${of === "film" ? silence() : nothing}
    <label class="field">Reason <input name="reason" maxlength="1000" autocomplete="off" required /></label>
    <p class="caution">${icon("warning")} <span>${HIDE_WORDS[of].check}</span></p>
    <div class="actions">
      <button class="primary" type="submit" aria-disabled=${sending ? "true" : "false"}>
        ${sending ? "Asking …" : "Make the copy"}
      </button>
      <button class="quiet" type="button" @click=${leave}>Do not make one</button>
    </div>
  </form>`;
}

function silence(): TemplateResult {
  return html`<label class="choice"
    ><input type="checkbox" name="silent" /> <span>Leave out the sound: voices and names tell too</span></label
  >`;
}
