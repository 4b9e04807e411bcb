/** What an officer of a role may decide about keeping a material, as it stands. Pure. */
import type { RetentionView } from "../../shared/messages";
import type { OfficerRole } from "../sign-in/officer";
import { RETENTION_CATEGORIES } from "../words/labels";
import { REASON, type Deed, type DeedField } from "./deed-form";
import { may } from "./powers";

type Decide = (path: string, body: Record<string, string>) => Promise<void>;

const REVIEW_ON: DeedField = { name: "review_on", words: "To be looked at again by", kind: "date" };

export function keepDeeds(view: RetentionView, role: OfficerRole, decide: Decide): Deed[] {
  if (view.state === "disposed" || view.state === "disposal-begun") return [];
  const root = `/materials/${view.material_id}`;
  const deeds: (Deed | false)[] = [
    may(role, "keep") && {
      name: "mark",
      words: view.exhibit_ref ? "Change the exhibit reference" : "Mark as evidence",
      fields: [
        { name: "exhibit_ref", words: "Exhibit reference", hint: "as in AB/1", kind: "text" },
        { name: "crime_number", words: "Crime number", kind: "text" },
        REASON,
      ],
      button: "Mark it",
      act: (given) => decide(`${root}/mark`, given),
    },
    may(role, "keep") && {
      name: "category",
      words: "Keep as another category",
      fields: [{ name: "category", words: "Category", kind: "choice", choices: RETENTION_CATEGORIES }, REASON],
      button: "Keep it so",
      act: (given) => decide(`${root}/category`, given),
    },
    may(role, "keep") && {
      name: "hold",
      words: "Put on hold",
      fields: [REASON, REVIEW_ON],
      button: "Hold it",
      act: (given) => decide(`${root}/holds`, given),
    },
    may(role, "decide") && {
      name: "review",
      words: "Note a review: keep it on",
      fields: [REASON, REVIEW_ON],
      button: "Keep it",
      act: (given) => decide(`${root}/reviews`, { ...given, decision: "keep" }),
    },
    ...disposalDeeds(view, role, decide),
  ];
  return deeds.filter((deed) => deed !== false);
}

function disposalDeeds(view: RetentionView, role: OfficerRole, decide: Decide): (Deed | false)[] {
  const root = `/materials/${view.material_id}/disposal`;
  const proposed = view.state === "disposal-proposed";
  return [
    may(role, "keep") &&
      view.state === "held" &&
      view.may_go && {
        name: "propose",
        words: "Propose to dispose of it",
        fields: [REASON],
        button: "Propose disposal",
        danger: true,
        act: (given) => decide(root, given),
      },
    may(role, "decide") &&
      proposed && {
        name: "approve",
        words: "Agree to its disposal",
        fields: [REASON],
        button: "Agree to disposal",
        danger: true,
        act: (given) => decide(`${root}/approve`, given),
      },
    may(role, "decide") &&
      view.state !== "held" && {
        name: "refuse",
        words: "Stop its disposal",
        fields: [REASON],
        button: "Stop disposal",
        act: (given) => decide(`${root}/refuse`, given),
      },
  ];
}
