/** A chain of custody as a story: what each entry says to a person. Pure; the entry itself stays beside it in full. */
import type { EntryView } from "../../shared/messages";
import { END_REASONS, RETENTION_CATEGORIES } from "./labels";
import { dateWords } from "./times";

type Details = EntryView["details"];
type Told = Pick<EntryView, "action" | "details">;

const STORIES: Record<string, (details: Details) => string> = {
  began: () => "began to send it",
  consented: ({ capabilities }) => `agreed to share it${listed(capabilities)}`,
  ended: ({ reason }) => `closed the session${said(endWords(reason), ": ", "")}`,
  sealed: ({ version }) => `sealed it${Number(version) > 1 ? `, version ${text(version)}` : ""}`,
  watched: () => "watched it live",
  viewed: () => "looked at it",
  downloaded: ({ file }) => `downloaded ${text(file) || "it"}`,
  exported: () => "took it out in a bundle for court",
  uploaded: ({ file_name }) => `uploaded it${said(file_name, " as ", "")}`,
  marked: ({ exhibit_ref, crime_number }) =>
    `marked it as exhibit ${text(exhibit_ref)}${said(crime_number, ", crime number ", "")}`,
  categorised: ({ category }) => `had it kept as ${categoryWords(category)}`,
  copied: ({ kind }) => `had a ${copyWords(kind)} made of it`,
  derived: ({ kind }) => `was made as a ${copyWords(kind)} of the recording`,
  "faces-sought": () => "had a program look for faces in it",
  shared: ({ recipient }) => `shared it${said(recipient, " with ", "")}`,
  "share-opened": () => "opened what was shared",
  "share-viewed": ({ file }) => `viewed ${text(file) || "what was shared"}`,
  "share-revoked": ({ recipient }) => `withdrew the share${said(recipient, " of ", "")}`,
  held: ({ review_on }) => `put it on hold${said(day(review_on), ", to be looked at again by ", "")}`,
  released: () => "ended a hold",
  secured: () => "locked every piece of it in the store",
  reviewed: ({ decision, review_on }) => `reviewed it${said(decision, ": ", "")}${said(day(review_on), ", again by ", "")}`,
  "disposal-proposed": () => "proposed to dispose of it",
  "disposal-refused": () => "refused to dispose of it",
  "disposal-approved": () => "agreed to dispose of it",
  "disposal-announced": ({ not_before }) => `announced its disposal${said(day(not_before), ", not before ", "")}`,
  "disposal-begun": () => "began to dispose of it",
  disposed: () => "disposed of it; its history and certificate stay",
  verified: ({ outcome }) => `checked it${said(outcome, ": ", "")}`,
};

/** "PC Khan looked at it". An action that this page does not know yet is named as it is. */
export function storyOf({ actor, ...told }: Pick<EntryView, "action" | "details" | "actor">): string {
  const itself = told.action === "derived" ? "It" : "The system";
  return `${actor?.name ?? itself} ${deedOf(told)}`;
}

function deedOf({ action, details }: Told): string {
  return STORIES[action]?.(details) ?? `noted “${action.replaceAll("-", " ")}”`;
}

function copyWords(kind: unknown): string {
  return kind === "redacted" ? "copy with faces hidden" : text(kind) || "copy";
}

function categoryWords(category: unknown): string {
  const words: Record<string, string> = RETENTION_CATEGORIES;
  const name = text(category);
  return words[name] ?? name;
}

function said(value: unknown, before: string, after: string): string {
  const words = text(value);
  return words ? `${before}${words}${after}` : "";
}

function listed(value: unknown): string {
  return Array.isArray(value) && value.length ? `: ${value.map(text).join(", ")}` : "";
}

/** "ended by an officer" */
function endWords(reason: unknown): string {
  const words: Record<string, string> = END_REASONS;
  return (words[text(reason)] ?? text(reason)).replace("Ended", "ended");
}

function day(value: unknown): string {
  return dateWords(text(value));
}

function text(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
