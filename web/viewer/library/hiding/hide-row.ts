/** One region of the list: whether it is hidden, when it is there, and how to change that. */
import { html, nothing, type TemplateResult } from "lit";
import { icon } from "../../components/icons";
import { clockTime } from "../../components/moment";
import { change, without, type Draft, type Region } from "./draft";
import type { Hiding } from "./hiding";

export function hideRow(hiding: Hiding, draft: Draft, region: Region): TemplateResult {
  const set = (part: Partial<Region>) => {
    hiding.change(change(draft, region.id, part));
  };
  return html`<li class="hide-row">
    <label class="choice">
      <input
        type="checkbox"
        .checked=${region.hidden}
        @change=${(event: Event) => {
          set({ hidden: (event.target as HTMLInputElement).checked });
        }}
      />
      <span><b>${region.name}</b> <span class="muted">${region.hidden ? "is hidden" : "is left to be seen"}</span></span>
    </label>
    <span>${clockTime(region.from)} to ${clockTime(region.to)}</span>
    <button
      class="small"
      @click=${() => {
        hiding.show(Math.max(draft.from, Math.min(region.spots[0]?.at ?? region.from, draft.to)));
      }}
    >
      ${icon("eye")} Show <span class="unseen">${region.name}</span>
    </button>
    ${region.origin === "drawn" ? times(hiding, draft, region, set) : nothing}
  </li>`;
}

function times(hiding: Hiding, draft: Draft, region: Region, set: (part: Partial<Region>) => void): TemplateResult {
  const { at } = hiding;
  const here = at === null ? null : Math.round(Math.min(Math.max(at, draft.from), draft.to));
  return html`<button
      class="small"
      @click=${() => {
        if (here !== null) set({ from: here });
      }}
    >
      Begins here <span class="unseen">${region.name}</span>
    </button>
    <button
      class="small"
      @click=${() => {
        if (here !== null) set({ to: here });
      }}
    >
      Ends here <span class="unseen">${region.name}</span>
    </button>
    <button
      class="small quiet"
      @click=${() => {
        hiding.change(without(draft, region.id));
      }}
    >
      ${icon("close")} Remove <span class="unseen">${region.name}</span>
    </button>`;
}
