/** The replay's timeline on the wall clock, with its gaps and their reasons. */
import { html, nothing, type TemplateResult } from "lit";
import type { GapView } from "../../shared/messages";
import { bounds, gapMarks, markOf, type GapMark, type Mark, type Stretched, type Timed } from "../replay/timeline";
import { GAP_REASONS } from "../words/labels";
import { span } from "../words/times";
import { icon } from "./icons";
import { clockTime, timeWords } from "./moment";

const TRACKS: Record<string, string> = { video: "Picture", audio: "Sound", all: "Picture and sound", talk: "An officer's voice" };

/** How a time is written on the bar, and how it is read out. */
export interface TimeWords {
  shown: (at: number) => TemplateResult | string;
  spoken: (at: number) => string;
}

export const WALL_CLOCK: TimeWords = { shown: clockTime, spoken: timeWords };

/**
 * A slider over the whole session; `onSeek` is given milliseconds of wall clock.
 *
 * Styles are set as properties: the site's policy allows no style attribute.
 */
export function timelineBar(
  recording: Timed,
  now: number,
  at: number,
  onSeek: (wallTime: number) => void,
  marked: Stretched | null = null,
  words: TimeWords = WALL_CLOCK,
): TemplateResult | typeof nothing {
  const whole = bounds(recording, now);
  if (!whole) return nothing;
  const played = `width: ${(100 * (at - whole.from)) / (whole.to - whole.from)}%`;
  return html`<div class="timeline">
    <div class="timeline-track" aria-hidden="true">
      <span class="played" .style=${played}></span>
      ${gapMarks(recording, now).map(gapMark)} ${marked ? chosenMark(markOf(marked, whole)) : nothing}
    </div>
    <input
      type="range"
      aria-label="Time shown"
      min=${whole.from}
      max=${whole.to}
      step="100"
      .value=${String(at)}
      aria-valuetext=${words.spoken(at)}
      @input=${(event: Event) => {
        onSeek(Number((event.target as HTMLInputElement).value));
      }}
    />
    <div class="timeline-ends"><span>${words.shown(whole.from)}</span> <span>${words.shown(whole.to)}</span></div>
  </div>`;
}

/** Every gap as a sentence. */
export function gapList(gaps: readonly GapView[]): TemplateResult {
  if (!gaps.length)
    return html`<p class="gaps good">${icon("check")} No gaps: nothing is missing from this recording.</p>`;
  return html`<details class="fold gaps" open>
    <summary>${gaps.length === 1 ? "1 gap" : `${gaps.length} gaps`} in the recording</summary>
    <ul>
      ${gaps.map(gapRow)}
    </ul>
  </details>`;
}

function gapRow(gap: GapView): TemplateResult {
  const length = span(Date.parse(gap.ended_at) - Date.parse(gap.began_at));
  return html`<li>
    ${icon("warning")}
    <span
      >${clockTime(gap.began_at)} to ${clockTime(gap.ended_at)} (${length}):
      ${(TRACKS[gap.track] ?? gap.track).toLowerCase()} missing, ${GAP_REASONS[gap.reason]}</span
    >
  </li>`;
}

function gapMark({ from, to, gap }: GapMark): TemplateResult {
  const place = `left: ${100 * from}%; width: max(3px, ${100 * (to - from)}%)`;
  return html`<span class="gap-mark" .style=${place} title=${GAP_REASONS[gap.reason]}></span>`;
}

/** The part that is marked for a copy. */
function chosenMark({ from, to }: Mark): TemplateResult {
  const place = `left: ${100 * from}%; width: max(3px, ${100 * (to - from)}%)`;
  return html`<span class="chosen-mark" .style=${place}></span>`;
}
