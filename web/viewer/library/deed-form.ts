/** A deed that folds: its fields, the button that does it, and below that button what went wrong. */
import { html, nothing, type TemplateResult } from "lit";

export interface DeedField {
  name: string;
  words: string;
  kind: "text" | "date" | "choice";
  choices?: Readonly<Record<string, string>>;
  hint?: string;
  /** What stands in it at first. */
  value?: string;
  /** The last day that a date may be. */
  latest?: string;
}

export interface Deed {
  name: string;
  words: string;
  fields: readonly DeedField[];
  button: string;
  danger?: boolean;
  /** The route that does it, and what that is told besides what was filled in. */
  path: string;
  more?: Readonly<Record<string, string>>;
  /** What is said once it is done. */
  said: string;
}

/** How it stands with a deed: whether it is under way, and what went wrong. */
export interface Standing {
  sending: boolean;
  trouble: TemplateResult | typeof nothing;
}

export const REASON: DeedField = { name: "reason", words: "Reason", kind: "text" };

/** `act` is given what was filled in, by field. */
export function deedForm(
  deed: Deed,
  { sending, trouble }: Standing,
  act: (deed: Deed, given: Record<string, string>) => void,
): TemplateResult {
  const problem = `problem-${deed.name}`;
  const submit = (event: Event) => {
    event.preventDefault();
    act(deed, readFields(event.currentTarget as HTMLFormElement, deed.fields));
  };
  return html`<details class="deed" data-deed=${deed.name}>
    <summary>${deed.words}</summary>
    <form class="deed-form" aria-label=${deed.words} @submit=${submit}>
      ${deed.fields.map(fieldLine)}
      <div class="actions">
        <button
          class=${deed.danger ? "danger" : "primary"}
          type="submit"
          aria-disabled=${sending ? "true" : "false"}
          aria-describedby=${problem}
        >
          ${sending ? "Writing it down …" : deed.button}
        </button>
      </div>
      <div class="deed-problem" id=${problem}>${trouble}</div>
    </form>
  </details>`;
}

function fieldLine(field: DeedField): TemplateResult {
  return html`<label class="field"
    ><span>${field.words} ${field.hint ? html`<span class="hint">${field.hint}</span>` : nothing}</span> ${control(field)}</label
  >`;
}

function control({ name, kind, choices = {}, value = "", latest = "" }: DeedField): TemplateResult {
  if (kind === "choice")
    return html`<select name=${name} required>
      <option value="">Choose …</option>
      ${Object.entries(choices).map(([choice, words]) => html`<option value=${choice}>${words}</option>`)}
    </select>`;
  if (kind === "date") return html`<input type="date" name=${name} max=${latest} value=${value} required />`;
  return html`<input name=${name} maxlength="1000" autocomplete="off" value=${value} required />`;
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
