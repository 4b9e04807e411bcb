/** A new source as typed so far, and what is missing of it. Pure. */
import type { SourceRequest } from "../../shared/messages";

export type SourceDraft = Required<SourceRequest>;

export const NEW_SOURCE: SourceDraft = {
  name: "",
  kind: "body-worn",
  incident_ref: "",
  purpose: "incident-assessment",
  retention_category: "not-evidential",
  ends_with_stream: true,
  token_days: 30,
};

/** How long a token can last, by days. */
export const TOKEN_LIVES: Record<string, string> = {
  1: "1 day",
  7: "1 week",
  30: "30 days",
  90: "90 days",
  365: "1 year",
};

/** The first field that is still empty, and what to say beside it. */
export function missingOfSource({
  name,
  incident_ref,
}: SourceDraft): { field: "name" | "incident_ref"; text: string } | null {
  if (!name.trim()) return { field: "name", text: "Give the camera a name that colleagues know it by." };
  if (!incident_ref.trim()) return { field: "incident_ref", text: "Enter the incident that it is for." };
  return null;
}
