/** What to say of how much picture comes from the phone, and why. */
import type { AskedQuality, Quality, SessionView } from "../../shared/messages";
import { age } from "./times";

/** What officers can ask for, in the order of the menu. */
export const ASKED_QUALITIES: Record<AskedQuality, string> = {
  automatic: "Automatic",
  sharp: "Sharper",
  low: "Less data",
  stills: "Stills only",
};

const QUALITIES: Record<Quality, string> = {
  sharp: "Sharp picture",
  normal: "Normal picture",
  low: "Low quality",
  stills: "Still pictures",
  none: "No picture, position and chat only",
};
const REASONS = { network: "weak network", officer: "as asked" } as const;

/**
 * As in "Still pictures: weak network, last 3 s ago"; null for the normal picture. `stillAt` is when the still came
 * that is shown, if one is; both times in milliseconds.
 */
export function qualityWords(session: SessionView, stillAt: number | null, now: number): string | null {
  const { quality = "normal", quality_reason: reason } = session.capture ?? {};
  if (session.state === "ended") return null;
  const last = stillAt === null ? "" : `, last ${age(stillAt, now)} ago`;
  if (stillAt !== null && isMoving(quality)) return `Still pictures until the video comes${last}`;
  return reason ? `${QUALITIES[quality]}: ${REASONS[reason]}${quality === "stills" ? last : ""}` : null;
}

function isMoving(quality: Quality): boolean {
  return quality !== "stills" && quality !== "none";
}
