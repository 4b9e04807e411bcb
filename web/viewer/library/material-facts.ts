/** The particulars of a material. */
import { html, nothing, type TemplateResult } from "lit";
import type { MaterialView } from "../../shared/messages";
import "../components/copy-button";
import { icon } from "../components/icons";
import { dayAndTime } from "../components/moment";
import { RETENTION_CATEGORIES } from "../words/labels";
import { extentWords, KINDS, STATES } from "./material-words";

export function materialFacts(material: MaterialView): TemplateResult {
  const { exhibit_ref, crime_number, officer_name, manifest_sha256 } = material;
  return html`<section class="card" aria-labelledby="facts-title">
    <h2 id="facts-title">${icon("archive")} In the library</h2>
    <dl class="facts">
      ${fact("What", [KINDS[material.kind], material.title, extentWords(material)].filter(Boolean).join(", "))}
      ${fact("Incident", material.incident_ref)}
      ${fact("Exhibit", exhibit_ref ?? "Not marked as evidence")}
      ${crime_number ? fact("Crime number", crime_number) : nothing}
      ${officer_name ? fact(material.kind === "upload" ? "Brought in by" : "Asked for by", officer_name) : nothing}
      <dt>Since</dt>
      <dd>${dayAndTime(material.created_at)}</dd>
      ${fact("Kept as", RETENTION_CATEGORIES[material.category])}
      ${fact("State", STATES[material.state])}
      ${manifest_sha256 && material.kind !== "session"
        ? html`<dt>Manifest</dt>
            <dd class="hash">
              <span class="mono">${manifest_sha256}</span>
              <copy-button .text=${manifest_sha256} what="SHA-256 of the manifest"></copy-button>
            </dd>`
        : nothing}
    </dl>
  </section>`;
}

function fact(what: string, words: string): TemplateResult {
  return html`<dt>${what}</dt>
    <dd>${words}</dd>`;
}
