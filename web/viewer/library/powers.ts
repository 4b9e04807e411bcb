/** Which roles the server lets do what with materials: what a role may not do is not offered. */
import type { OfficerRole } from "../sign-in/officer";

const DECIDERS: readonly OfficerRole[] = ["supervisor"];
const KEEPERS: readonly OfficerRole[] = ["investigator", "supervisor"];
const READERS: readonly OfficerRole[] = ["investigator", "supervisor", "auditor"];

const POWERS = {
  "read-custody": READERS,
  copy: KEEPERS,
  export: KEEPERS,
  share: KEEPERS,
  upload: KEEPERS,
  /** Mark as evidence, categorise, hold, propose disposal. */
  keep: KEEPERS,
  /** Review, end a hold, agree to a disposal. */
  decide: DECIDERS,
} as const;

export function may(role: OfficerRole, deed: keyof typeof POWERS): boolean {
  return POWERS[deed].includes(role);
}
