/** What is said of how a material is kept: how far a hold or a disposal has come, and what a decision came to. Pure. */
import type { DisposalView, LockingView, RetentionView } from "../../shared/messages";
import { dateWords, span } from "../words/times";

type State = RetentionView["state"];

/** A thousand pieces, after which the store notes how far it is, take a few seconds. */
const STUCK_AFTER = 120_000;

const ON_ITS_WAY = new Set<State>(["disposal-proposed", "disposal-approved", "disposal-announced"]);

/** It is gone, or on its way without return. */
export function isLetGo(state: State): boolean {
  return state === "disposal-begun" || state === "disposed";
}

/** A person can still stop it. */
export function isOnItsWay(state: State): boolean {
  return ON_ITS_WAY.has(state);
}

/** The store is at work: what the page says will be another thing in a moment. */
export function isUnderWay({ locking, state }: Pick<RetentionView, "locking" | "state">): boolean {
  return locking !== null || state === "disposal-begun";
}

/** Who said what, in order; `doneOn` is the day of its end in the force's zone. */
export function disposalSteps(disposal: DisposalView, state: State, doneOn: string): string[] {
  const { proposed_by_name: proposer, approved_by_name: approver, not_before: day, object_count } = disposal;
  const pieces = `${object_count.toLocaleString("en-GB")} ${object_count === 1 ? "piece" : "pieces"}`;
  const steps = [
    proposer ? `${proposer} proposed it: ${disposal.reason}` : `By rule: ${disposal.reason}`,
    approver ? `${approver} agreed` : "",
    day && ON_ITS_WAY.has(state) ? `Named in the nightly report: it goes on ${dateWords(day)} at the earliest` : "",
    state === "disposal-begun" ? `Begun: ${pieces} are being deleted` : "",
    disposal.disposed_at ? `Done on ${doneOn}: ${pieces} deleted` : "",
  ];
  return steps.filter(Boolean);
}

/** What comes next, and who can do what about it. */
export function nextOfDisposal(disposal: DisposalView, state: State, officerId: string, decides: boolean): string {
  const stop = disposal.proposed_by === null ? "" : "A supervisor can stop it. ";
  const callOff = "A hold, a mark as evidence or another category calls it off.";
  switch (state) {
    case "disposal-proposed":
      if (disposal.proposed_by === officerId) return `You proposed it: another supervisor must agree. ${callOff}`;
      return decides ? `Agree to it or stop it below. ${callOff}` : `A supervisor must agree. ${callOff}`;
    case "disposal-approved":
      return `A nightly report names it first; it goes on another night. ${stop}${callOff}`;
    case "disposal-announced":
      return `${stop}${callOff}`;
    case "disposal-begun":
      return "Nobody can stop it any more.";
    default:
      return "Its history and this certificate stay.";
  }
}

/** `stillFor`: for how long no more pieces were locked, in milliseconds. */
export function lockingWords({ locked, of }: LockingView, stillFor: number): string {
  const far = of
    ? `The store has locked ${locked.toLocaleString("en-GB")} of ${of.toLocaleString("en-GB")} pieces of it.`
    : "The store is about to lock every piece of it.";
  if (stillFor < STUCK_AFTER) return far;
  return `${far} Nothing has moved for ${span(stillFor)}: it is tried again by itself. It is held all the same.`;
}

/** What a decision came to: `said` of the deed itself, and whether it called a disposal off. */
export function outcomeWords(said: string, before: State | undefined, after: State): string {
  return before && ON_ITS_WAY.has(before) && after === "held" ? `${said} Its disposal is called off.` : said;
}
