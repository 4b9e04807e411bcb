/** One copy: what it is of, how far it has come, its files. */
import { html, nothing, type TemplateResult } from "lit";
import type { CopiedFile, CopyView } from "../../shared/messages";
import { icon } from "../components/icons";
import { dayAndTime } from "../components/moment";
import { COPY_KINDS, COPY_STATES, hidingWords, isUnderway, makingWords } from "./copy-words";
import { filmTime } from "./film/film-clock";
import { sizeWords } from "./material-words";

/** `ofFilm`: whether it has times. */
export function copyRow(copy: CopyView, ofFilm: boolean, fetchFile: (file: string) => void): TemplateResult {
  const title = `${COPY_KINDS[copy.kind]}${copy.kind === "clip" && copy.exact ? ", exact" : ""}`;
  return html`<article class="copy-row">
    <h3>${copy.state === "ready" ? html`<a href="#/material/${copy.copy_id}">${title}</a>` : title}</h3>
    <p>
      ${ofFilm ? html`${copyTimes(copy)} <span class="muted">·</span>` : nothing}
      <span class="muted">${copy.asked_by_name}, ${dayAndTime(copy.asked_at)}: ${copy.reason}</span>
    </p>
    ${copy.hidden_count === null ? nothing : html`<p>${icon("blur")} ${hidingWords(copy)}</p>`}
    ${standing(copy)}
    ${copy.files.map((file) => fileLine(file, fetchFile))}
  </article>`;
}

function copyTimes({ kind, began_at, ended_at }: CopyView): TemplateResult {
  if (ended_at) return html`${filmTime(began_at)} to ${filmTime(ended_at)}`;
  return html`${filmTime(began_at)}${kind === "playable" ? " to the end" : nothing}`;
}

function standing(copy: CopyView): TemplateResult | typeof nothing {
  if (copy.state === "failed")
    return html`<p class="problem">${icon("warning")} <span>${copy.failure?.text ?? COPY_STATES.failed}</span></p>`;
  if (!isUnderway(copy)) return nothing;
  return html`<p class="copy-progress">
    <progress max="1" .value=${copy.progress} aria-label="How far the copy has come"></progress>
    <span>${COPY_STATES[copy.state]} …</span>
  </p>`;
}

function fileLine(file: CopiedFile, fetchFile: (file: string) => void): TemplateResult {
  return html`<p class="copy-file">
    <button class="small" @click=${() => {
      fetchFile(file.file);
    }}>${icon("download")} ${file.file}</button>
    <span class="muted">${[sizeWords(file.bytes), makingWords(file)].filter(Boolean).join(" · ")}</span>
    <details class="hash-fold">
      <summary>SHA-256</summary>
      <span class="mono">${file.sha256}</span>
    </details>
  </p>`;
}
