/** One line to search by, and filters that fold. */
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../components/icons";
import { RETENTION_CATEGORIES } from "../words/labels";
import { KINDS, STATES } from "./material-words";
import { countFilters, FIELDS, type Field, type Search } from "./search";

/** `onSearch` is given all that stands in the form, when it is sent or a filter changes. */
export function searchForm(search: Search, onSearch: (search: Search) => void): TemplateResult {
  const filters = countFilters(search);
  const send = (event: Event) => {
    event.preventDefault();
    onSearch(readForm(event.currentTarget as HTMLFormElement, search));
  };
  const change = (event: Event) => {
    if ((event.target as HTMLInputElement).name !== "words") send(event);
  };
  return html`<form class="search" role="search" @submit=${send} @change=${change}>
    <div class="search-line">
      <label class="unseen" for="library-words">Search by incident, exhibit, crime number or officer</label>
      <input
        id="library-words"
        name="words"
        type="search"
        autocomplete="off"
        maxlength="64"
        placeholder="Incident, exhibit, crime number or officer"
        .value=${search.words ?? ""}
      />
      <button class="primary large" type="submit">${icon("search")} <span class="search-word">Search</span></button>
    </div>
    <details class="fold filters" ?open=${filters > 0}>
      <summary>Filters ${filters ? html`<span class="count">${filters}</span>` : nothing}</summary>
      <div class="filter-fields">
        ${field("From", "from", search, "date")} ${field("To", "to", search, "date")}
        ${field("Officer", "officer", search, "text")} ${field("Incident", "incident_ref", search, "text")}
        ${choice("Kind", "kind", search, KINDS)} ${choice("Kept as", "category", search, RETENTION_CATEGORIES)}
        ${choice("State", "state", search, STATES)}
        <button
          type="button"
          class="quiet"
          @click=${() => {
            onSearch({});
          }}
        >
          Clear all
        </button>
      </div>
    </details>
  </form>`;
}

function field(words: string, name: Field, search: Search, type: "date" | "text"): TemplateResult {
  return html`<label class="field"
    >${words} <input name=${name} type=${type} maxlength="64" autocomplete="off" .value=${search[name] ?? ""}
  /></label>`;
}

function choice(words: string, name: Field, search: Search, values: Record<string, string>): TemplateResult {
  return html`<label class="field"
    >${words}
    <select name=${name}>
      <option value="" ?selected=${!search[name]}>Any</option>
      ${Object.entries(values).map(
        ([value, meaning]) => html`<option value=${value} ?selected=${search[name] === value}>${meaning}</option>`,
      )}
    </select></label
  >`;
}

/** What stands in the form; the part of the map, which has no fields, stays as it was. */
function readForm(form: HTMLFormElement, before: Search): Search {
  const given = new FormData(form);
  const asked = FIELDS.map((name) => {
    const value = given.get(name);
    return [name, typeof value === "string" ? value : (before[name] ?? "")];
  });
  return Object.fromEntries(asked) as Search;
}
