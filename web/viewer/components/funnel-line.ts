/** The funnel drawn: as one short line in the rail, and as a list with times in the invite's panel. */
import { html, type TemplateResult } from "lit";
import type { FunnelStage, InviteView } from "../../shared/messages";
import { stepsOf, type Step, type StepStatus } from "../words/funnel";
import { icon, type IconName } from "./icons";
import { clockTime } from "./moment";

const STAGE_ICONS: Record<FunnelStage, IconName> = {
  sent: "message",
  delivered: "phone",
  opened: "link",
  consented: "agree",
  "camera-granted": "camera",
  connecting: "connect",
  "first-frame": "picture",
  "first-position": "pin",
};

const STATUS_WORDS: Record<StepStatus, string> = {
  done: "done",
  waiting: "waiting",
  stopped: "stopped",
  "to-come": "to come",
};

/** One line of small icons, read out as a sentence. */
export function funnelLine(invite: InviteView): TemplateResult {
  const steps = stepsOf(invite);
  const done = steps.filter(({ status }) => status === "done").length;
  const current = steps.find(({ status }) => status === "stopped" || status === "waiting");
  const label = `${done} of ${steps.length} steps done${current ? `; ${current.word}: ${STATUS_WORDS[current.status]}` : ""}`;
  return html`<span class="funnel-line" role="img" aria-label=${label}>
    ${steps.map(({ stage, status, word }) => html`<span class=${status} title="${word}: ${STATUS_WORDS[status]}">${icon(STAGE_ICONS[stage])}</span>`)}
  </span>`;
}

/** All steps with word, icon and time. */
export function funnelSteps(invite: InviteView): TemplateResult {
  return html`<ol class="funnel-steps" aria-label="Steps from the text to the picture">
    ${stepsOf(invite).map(stepRow)}
  </ol>`;
}

function stepRow({ stage, word, status, at }: Step): TemplateResult {
  return html`<li
    class=${status}
    data-stage=${stage}
    data-status=${status}
    aria-current=${status === "waiting" ? "step" : "false"}
  >
    <span class="step-icon"
      >${icon(status === "done" ? "check" : status === "stopped" ? "stop" : STAGE_ICONS[stage])}</span
    >
    <span class="step-word">${word}</span>
    <span class="step-time">${at ? clockTime(at) : STATUS_WORDS[status]}</span>
  </li>`;
}
