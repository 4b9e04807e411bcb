/** The funnel: the steps from text message to picture, and which of them an invite has done. */
import type { FunnelStage, InviteView } from "../../shared/messages";

export type StepStatus = "done" | "waiting" | "stopped" | "to-come";

export interface Step {
  stage: FunnelStage;
  word: string;
  status: StepStatus;
  at: string | null;
}

export const STAGE_WORDS: Record<FunnelStage, string> = {
  sent: "Text sent",
  delivered: "Delivered",
  opened: "Link opened",
  consented: "Agreed",
  "camera-granted": "Camera allowed",
  connecting: "Connecting",
  "first-frame": "Picture",
  "first-position": "Position",
};

const TO_AGREEMENT: FunnelStage[] = ["sent", "delivered", "opened", "consented"];
const TO_PICTURE: FunnelStage[] = ["camera-granted", "connecting", "first-frame"];

/** The stages that this invite has to go through: no camera where no picture was asked for. */
export function stagesOf(invite: InviteView): FunnelStage[] {
  const picture = invite.capabilities.includes("video") || invite.capabilities.includes("audio");
  const position = invite.capabilities.includes("location");
  return [...TO_AGREEMENT, ...(picture ? TO_PICTURE : []), ...(position ? (["first-position"] as const) : [])];
}

/** The stage that is awaited now; null when all are reached. */
export function awaitedStage(invite: InviteView): FunnelStage | null {
  return stagesOf(invite).find((stage) => !isReached(invite, stage)) ?? null;
}

/** All steps of an invite with what has become of each. */
export function stepsOf(invite: InviteView): Step[] {
  const awaited = awaitedStage(invite);
  return stagesOf(invite).map((stage) => ({
    stage,
    word: STAGE_WORDS[stage],
    status: statusOf(invite, stage, awaited),
    at: invite.funnel[stage] ?? null,
  }));
}

/** The latest thing that happened on the way, and when. */
export function latestStep(invite: InviteView): { stage: FunnelStage; at: string } | null {
  const reached = stagesOf(invite).flatMap((stage) => {
    const at = invite.funnel[stage];
    return at ? [{ stage, at }] : [];
  });
  return reached.reduce<{ stage: FunnelStage; at: string } | null>(
    (last, step) => (last && last.at > step.at ? last : step),
    null,
  );
}

function statusOf(invite: InviteView, stage: FunnelStage, awaited: FunnelStage | null): StepStatus {
  if (isReached(invite, stage)) return "done";
  if (isClosed(invite) || invite.trouble?.stage === stage)
    return stage === awaited || invite.trouble?.stage === stage ? "stopped" : "to-come";
  return stage === awaited ? "waiting" : "to-come";
}

/** A delivery receipt may come after the page was opened, or never: a later step proves an earlier one. */
function isReached(invite: InviteView, stage: FunnelStage): boolean {
  if (invite.funnel[stage]) return true;
  if (stage === "first-position") return false;
  const line: FunnelStage[] = [...TO_AGREEMENT, ...TO_PICTURE];
  return line.slice(line.indexOf(stage) + 1).some((later) => invite.funnel[later]);
}

/** Whether this invite can come to nothing any more. */
export function isClosed(invite: InviteView): boolean {
  return invite.state === "declined" || invite.state === "expired" || invite.state === "revoked";
}
