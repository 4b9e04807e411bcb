/** One region of the list: whether it is hidden, when it is there, and how to change that. */
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../../components/icons";
import { filmTime } from "../film/film-clock";
import { change, without, type Draft, type Region } from "./draft";
import type { Hiding } from "./hiding";

/** The button's id: who leaves a box by Escape comes back to it. */
export function showButton({ id }: Pick<Region, "id">): string {
  return `show-${id}`;
}

export function hideRow(hiding: Hiding, draft: Draft, region: Region): TemplateResult {
  const isFilm = draft.of === "film";
  return html`<li class="hide-row">
    <label class="choice">
      <input
        type="checkbox"
        .checked=${region.hidden}
        @change=${(event: Event) => {
          hiding.change(change(draft, region.id, { hidden: (event.target as HTMLInputElement).checked }));
        }}
      />
      <span><b>${region.name}</b> <span class="muted">${region.hidden ? "is hidden" : "is left to be seen"}</span></span>
    </label>
    ${isFilm ? html`<span>${filmTime(region.from)} to ${filmTime(region.to)}</span>` : nothing}
    <button
      id=${showButton(region)}
      class="small"
      @click=${() => {
        hiding.show(Math.max(draft.from, Math.min(region.spots[0]?.at ?? region.from, draft.to)), region.id);
      }}
    >
      ${icon("eye")} Show <span class="unseen">${region.name}</span>
    </button>
    ${region.origin === "drawn" ? deeds(hiding, draft, region) : nothing}
  </li>`;
}

/** What is done with a box that was drawn; in a photograph it has no time. */
function deeds(hiding: Hiding, draft: Draft, region: Region): TemplateResult {
  return html`${draft.of === "film" ? times(hiding, draft, region) : nothing}
    <button
      class="small quiet"
      @click=${() => {
        hiding.change(without(draft, region.id));
      }}
    >
      ${icon("close")} Remove <span class="unseen">${region.name}</span>
    </button>`;
}

function times(hiding: Hiding, draft: Draft, region: Region): TemplateResult {
  const set = (side: "from" | "to") => () => {
    const { at } = hiding;
    if (at === null) return;
    const here = Math.round(Math.min(Math.max(at, draft.from), draft.to));
    hiding.change(change(draft, region.id, { [side]: here }));
  };
  return html`<button class="small" @click=${set("from")}>Begins here <span class="unseen">${region.name}</span></button>
    <button class="small" @click=${set("to")}>Ends here <span class="unseen">${region.name}</span></button>`;
}
