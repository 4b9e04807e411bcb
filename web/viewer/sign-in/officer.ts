/** The officer, as the ID token's claims describe them. */

export type OfficerRole = "call-handler" | "investigator" | "supervisor" | "auditor";

export interface Officer {
  /** The provider's own name for the account: two officers may be called the same. */
  id: string;
  name: string;
  role: OfficerRole;
  /** Auditors read; everyone else also invites, watches, chats and ends. */
  mayAct: boolean;
}

export const ROLE_WORDS: Record<OfficerRole, string> = {
  "call-handler": "Call handler",
  investigator: "Investigator",
  supervisor: "Supervisor",
  auditor: "Auditor",
};

/** Most powerful first: who is in several groups acts in the first of these. */
const BY_POWER: OfficerRole[] = ["supervisor", "investigator", "call-handler", "auditor"];

/** Read an officer from the claims; null when no group of ours is among them. */
export function officerOf(claims: Record<string, unknown>): Officer | null {
  const groups = claims["cognito:groups"];
  const named = Array.isArray(groups) ? groups : typeof groups === "string" ? groups.split(/[\s,[\]]+/) : [];
  const role = BY_POWER.find((candidate) => named.includes(candidate));
  if (!role) return null;
  return { id: String(claims.sub), name: nameOf(claims), role, mayAct: role !== "auditor" };
}

function nameOf(claims: Record<string, unknown>): string {
  const candidates = [claims.name, claims.email, claims["cognito:username"], claims.sub];
  return candidates.find((name): name is string => typeof name === "string" && name !== "") ?? "Officer";
}
