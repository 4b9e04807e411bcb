/** One material in a list. No picture is shown: looking at evidence is asked for, with a reason, and written down. */
import { html, nothing, type TemplateResult } from "lit";
import type { MaterialView } from "../../shared/messages";
import { icon } from "../components/icons";
import { dayAndTime } from "../components/moment";
import { addressOf, extentWords, KIND_ICONS, KINDS, SHORT_CATEGORIES, STATES } from "./material-words";

export function materialRow(material: MaterialView): TemplateResult {
  const extent = extentWords(material);
  return html`<article class="found-row">
    <span class="found-kind" aria-hidden="true">${icon(KIND_ICONS[material.kind])}</span>
    <div class="found-words">
      <h2>
        <a class="ref" href=${addressOf(material)}>${material.incident_ref}</a>
        ${material.exhibit_ref ? html`<span class="badge">${icon("archive")} Exhibit ${material.exhibit_ref}</span>` : nothing}
      </h2>
      <p>
        ${KINDS[material.kind]}${material.title ? html` “${material.title}”` : nothing},
        ${dayAndTime(material.created_at)}${extent ? `, ${extent}` : ""}
      </p>
      <p class="muted">
        ${[material.officer_name, material.crime_number ? `crime number ${material.crime_number}` : null].filter(Boolean).join(" · ")}
      </p>
    </div>
    <p class="found-marks">
      <span class="badge">${SHORT_CATEGORIES[material.category]}</span>
      ${material.holds.length ? html`<span class="badge">${icon("lock")} On hold</span>` : nothing}
      ${material.state === "held" ? nothing : html`<span class="badge caution">${icon("warning")} ${STATES[material.state]}</span>`}
    </p>
  </article>`;
}
