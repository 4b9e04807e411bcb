/** The sentences on files that the phone has already. Pure. */
import type { Catalogue, Say } from "../../shared/catalogue";
import { ProblemError } from "../../shared/http";
import type { Language } from "../../shared/messages";
import type { FileRow } from "./queue";
import { cy } from "./words/cy";
import { en, type Key } from "./words/en";

export type FileWords = Say<typeof en>;

export const WORDS: Record<Language, Catalogue<Key>> = {
  en: { nativeName: "English", direction: "ltr", words: en },
  cy: { nativeName: "Cymraeg", direction: "ltr", words: cy },
};

/** Answers after which this session takes nothing more. */
const CLOSED: ReadonlySet<string> = new Set(["files-closed", "not-signed-in", "not-allowed", "not-found"]);

export function summaryWords(say: FileWords, rows: FileRow[], now: { busy: boolean; mayClose: boolean }): string {
  if (rows.length === 0) return say("files.line");
  if (now.busy) return say("files.stay");
  if (rows.some(({ phase }) => phase !== "stored")) return say("files.some");
  return say(now.mayClose ? "files.doneClose" : "files.done");
}

export function rowWords(say: FileWords, { phase, share, problem }: FileRow): string {
  if (phase === "failed") return say(failureKey(problem));
  if (phase === "sending" && problem !== null) return say("file.offline");
  if (phase === "sending") return say("file.sending", { percent: Math.floor(share * 100) });
  return say(`file.${phase}`);
}

/** Whether a bar says more than the words: it has begun and is not over. */
export function isUnderWay({ phase }: FileRow): boolean {
  return phase === "sending" || phase === "paused";
}

function failureKey(problem: unknown): "file.failed" | "file.tooMany" | "file.closed" {
  const code = problem instanceof ProblemError ? problem.code : "";
  if (code === "too-many-files") return "file.tooMany";
  return CLOSED.has(code) ? "file.closed" : "file.failed";
}
