/** What an officer may decide about keeping a material, as it stands. Pure. */
import type { HoldView, RetentionView } from "../../shared/messages";
import type { Officer } from "../sign-in/officer";
import { RETENTION_CATEGORIES } from "../words/labels";
import { dateWords } from "../words/times";
import { REASON, type Deed, type DeedField } from "./deed-form";
import { isLetGo, isOnItsWay } from "./keep-words";
import { may } from "./powers";

type Decider = Pick<Officer, "id" | "role">;

export function keepDeeds(view: RetentionView, officer: Decider): Deed[] {
  if (isLetGo(view.state)) return [];
  const decides = may(officer.role, "decide");
  return [
    ...(decides ? disposalDeeds(view, officer.id) : []),
    ...(may(officer.role, "keep") ? keepersDeeds(view) : []),
    ...(decides ? [review(view), ...view.holds.map((each) => release(view, each))] : []),
  ];
}

/** First of all, for somebody waits. Nobody agrees to what they have proposed, or stops what goes by rule. */
function disposalDeeds(view: RetentionView, officerId: string): Deed[] {
  const proposer = view.disposal?.proposed_by ?? null;
  if (!isOnItsWay(view.state) || proposer === null) return [];
  const mayAgree = view.state === "disposal-proposed" && proposer !== officerId;
  return mayAgree ? [approve(view), refuse(view)] : [refuse(view)];
}

function keepersDeeds(view: RetentionView): Deed[] {
  const deeds = [mark(view), category(view), hold(view)];
  return view.state === "held" && view.may_go ? [...deeds, propose(view)] : deeds;
}

function mark(view: RetentionView): Deed {
  const { exhibit_ref, crime_number } = view;
  return {
    name: "mark",
    words: exhibit_ref ? "Change the exhibit reference" : "Mark as evidence",
    fields: [
      { name: "exhibit_ref", words: "Exhibit reference", hint: "as in AB/1", kind: "text", value: exhibit_ref ?? "" },
      { name: "crime_number", words: "Crime number", kind: "text", value: crime_number ?? "" },
      REASON,
    ],
    button: "Mark it",
    path: `${rootOf(view)}/mark`,
    said: "Marked as evidence: it never goes by itself.",
  };
}

function category(view: RetentionView): Deed {
  const others = Object.entries(RETENTION_CATEGORIES).filter(([name]) => name !== view.category);
  return {
    name: "category",
    words: "Keep as another category",
    fields: [{ name: "category", words: "Category", kind: "choice", choices: Object.fromEntries(others) }, REASON],
    button: "Keep it so",
    path: `${rootOf(view)}/category`,
    said: "It is kept as another category.",
  };
}

function hold(view: RetentionView): Deed {
  return {
    name: "hold",
    words: "Put on hold",
    fields: [REASON, reviewOn(view)],
    button: "Hold it",
    path: `${rootOf(view)}/holds`,
    said: "It is on hold: nobody can delete it.",
  };
}

function review(view: RetentionView): Deed {
  return {
    name: "review",
    words: "Note a review: keep it on",
    fields: [REASON, reviewOn(view)],
    button: "Keep it",
    path: `${rootOf(view)}/reviews`,
    more: { decision: "keep" },
    said: "The review is noted: it is kept on.",
  };
}

function propose(view: RetentionView): Deed {
  return {
    name: "propose",
    words: "Propose to dispose of it",
    fields: [REASON],
    button: "Propose disposal",
    danger: true,
    path: `${rootOf(view)}/disposal`,
    said: "Its disposal is proposed.",
  };
}

function approve(view: RetentionView): Deed {
  return {
    name: "approve",
    words: "Agree to its disposal",
    fields: [REASON],
    button: "Agree to disposal",
    danger: true,
    path: `${rootOf(view)}/disposal/approve`,
    said: "Its disposal is agreed to.",
  };
}

function refuse(view: RetentionView): Deed {
  return {
    name: "refuse",
    words: "Stop its disposal",
    fields: [REASON],
    button: "Stop disposal",
    path: `${rootOf(view)}/disposal/refuse`,
    said: "It is kept.",
  };
}

/** Who holds it, and why, stands among the reasons: it is said again where there are several to choose from. */
function release(view: RetentionView, { hold_id, by_name, reason }: HoldView): Deed {
  return {
    name: `release-${hold_id}`,
    words: `End the hold of ${by_name}${view.holds.length > 1 ? `: ${reason}` : ""}`,
    fields: [REASON],
    button: "End the hold",
    path: `${rootOf(view)}/holds/${hold_id}/release`,
    said: "The hold is ended.",
  };
}

/** The latest day stands there already: who is in a hurry leaves it. */
function reviewOn({ next_review_by: latest }: RetentionView): DeedField {
  const hint = `${dateWords(latest)} at the latest`;
  return { name: "review_on", words: "To be looked at again by", kind: "date", hint, latest, value: latest };
}

function rootOf({ material_id }: RetentionView): string {
  return `/materials/${material_id}`;
}
