/** What was looked at and found, sentence by sentence; the sentences are those of `verify.py`. */

export type Outcome = "holds" | "fails" | "note";

/** One thing that was looked at. `note` is for what the reader should know. */
export interface Finding {
  about: string;
  outcome: Outcome;
  text: string;
  where: string;
}

/** What does not hold, and where. */
export type Problem = readonly [text: string, where: string];

/** The bundle, or a document of it, cannot be read at all; the message is a sentence for the reader. */
export class UnreadableError extends Error {}

/** What does not hold of a seal; the message is a sentence for the reader. */
export class UnsoundError extends Error {}

export class Report {
  readonly findings: Finding[] = [];

  /** Takes the problems of one check, each once; where there is none, says what holds instead. */
  judge(about: string, problems: readonly Problem[], otherwise: string): void {
    const each = new Map(problems.map((problem) => [problem.join("\n"), problem]));
    for (const [text, where] of each.values()) this.findings.push({ about, outcome: "fails", text, where });
    if (problems.length === 0) this.findings.push({ about, outcome: "holds", text: otherwise, where: "" });
  }

  note(about: string, text: string): void {
    this.findings.push({ about, outcome: "note", text, where: "" });
  }

  get holds(): boolean {
    return this.findings.every((finding) => finding.outcome !== "fails");
  }
}

/** Runs a check to its end, or to a document that is not in the form that is written down: that is a problem too. */
export async function gather(problems: AsyncIterable<Problem> | Iterable<Problem>): Promise<Problem[]> {
  const found: Problem[] = [];
  try {
    for await (const problem of problems) found.push(problem);
  } catch (error) {
    found.push([error instanceof UnreadableError ? error.message : WRONG_FORM, ""]);
  }
  return found;
}

export const WRONG_FORM = "A document is not in the form that is written down.";

export function many(count: number, thing: string, things = `${thing}s`): string {
  return count === 1 ? `1 ${thing} is` : `${count} ${things} are`;
}
