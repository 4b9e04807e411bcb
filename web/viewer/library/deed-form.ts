/** A deed that folds: its fields, and the button that does it. */
import { html, nothing, type TemplateResult } from "lit";

export interface DeedField {
  name: string;
  words: string;
  kind: "text" | "date" | "choice";
  choices?: Readonly<Record<string, string>>;
  hint?: string;
  /** Day before which a date cannot lie. */
  from?: string;
}

export interface Deed {
  name: string;
  words: string;
  fields: readonly DeedField[];
  button: string;
  danger?: boolean;
  /** Is given what was filled in, by field. */
  act: (given: Record<string, string>) => Promise<void>;
}

export const REASON: DeedField = { name: "reason", words: "Reason", kind: "text" };

export function deedForm(deed: Deed): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    void deed.act(readFields(form, deed.fields));
  };
  return html`<details class="deed" data-deed=${deed.name}>
    <summary>${deed.words}</summary>
    <form class="deed-form" @submit=${submit}>
      ${deed.fields.map(fieldLine)}
      <div class="actions">
        <button class=${deed.danger ? "danger" : "primary"} type="submit">${deed.button}</button>
      </div>
    </form>
  </details>`;
}

function fieldLine(field: DeedField): TemplateResult {
  return html`<label class="field"
    ><span>${field.words} ${field.hint ? html`<span class="hint">${field.hint}</span>` : nothing}</span> ${control(field)}</label
  >`;
}

function control({ name, kind, choices = {}, from = "" }: DeedField): TemplateResult {
  if (kind === "choice")
    return html`<select name=${name}>
      ${Object.entries(choices).map(([value, words]) => html`<option value=${value}>${words}</option>`)}
    </select>`;
  if (kind === "date") return html`<input type="date" name=${name} min=${from} required />`;
  return html`<input name=${name} maxlength="1000" autocomplete="off" required />`;
}

function readFields(form: HTMLFormElement, fields: readonly DeedField[]): Record<string, string> {
  const given = new FormData(form);
  return Object.fromEntries(
    fields.map(({ name }) => {
      const value = given.get(name);
      return [name, typeof value === "string" ? value.trim() : ""];
    }),
  );
}
