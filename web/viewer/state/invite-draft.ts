/** An invite in the making: defaults by role, and kept in this tab so that nothing typed is lost. */
import type { InviteRequest } from "../../shared/messages";
import { tidyNumber } from "../position/phone-number";
import type { OfficerRole } from "../sign-in/officer";

export type InviteDraft = Required<InviteRequest>;

const KEPT_AS = "sightline.invite-draft";

const FIRST: InviteDraft = {
  phone_number: "",
  incident_ref: "",
  purpose: "incident-assessment",
  capabilities: ["video", "audio", "location"],
  language: "en",
  retention_category: "not-evidential",
  keep_original: false,
};

/** Call handlers assess; investigators collect evidence, which is kept longer. */
const BY_ROLE: Partial<Record<OfficerRole, Partial<InviteDraft>>> = {
  investigator: { purpose: "initial-evidence", retention_category: "mopi-group-3" },
};

export function firstDraft(role: OfficerRole): InviteDraft {
  return { ...FIRST, ...BY_ROLE[role] };
}

/** The draft that this tab keeps, or a first one. */
export function readDraft(role: OfficerRole, kept: Pick<Storage, "getItem"> = sessionStorage): InviteDraft {
  const first = firstDraft(role);
  try {
    return { ...first, ...(JSON.parse(kept.getItem(KEPT_AS) ?? "{}") as Partial<InviteDraft>) };
  } catch {
    return first;
  }
}

export function keepDraft(draft: InviteDraft, kept: Pick<Storage, "setItem"> = sessionStorage): void {
  kept.setItem(KEPT_AS, JSON.stringify(draft));
}

export function forgetDraft(kept: Pick<Storage, "removeItem"> = sessionStorage): void {
  kept.removeItem(KEPT_AS);
}

/** The first thing that is missing, or null. Whether a number may be texted is the server's to say. */
export function missingPart(
  draft: InviteDraft,
): { field: "phone_number" | "incident_ref" | null; text: string } | null {
  if (tidyNumber(draft.phone_number).length < 10)
    return { field: "phone_number", text: "Type the whole mobile number." };
  if (!draft.incident_ref.trim()) return { field: "incident_ref", text: "Type the incident's reference." };
  if (!draft.capabilities.length) return { field: null, text: "Ask for at least one thing." };
  return null;
}

/** Whether a better copy may be asked for: it is one of the picture, and never on a phone that an abuser may look at. */
export function mayKeepOriginal({ purpose, capabilities }: InviteDraft): boolean {
  return purpose !== "domestic-abuse" && capabilities.includes("video");
}

/** What goes to the server. */
export function requestOf(draft: InviteDraft, keepsOriginals = true): InviteRequest {
  return {
    ...draft,
    phone_number: tidyNumber(draft.phone_number),
    incident_ref: draft.incident_ref.trim(),
    keep_original: keepsOriginals && draft.keep_original && mayKeepOriginal(draft),
  };
}
