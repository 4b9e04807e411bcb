/** The report in words: which lines the page shows, and what it says above them. */
import type { Finding, Outcome, Report } from "./report";

export const WORDS: Record<Outcome, string> = { holds: "✓ Holds", fails: "✗ Does not hold", note: "ℹ Note" };
const MOST_LINES = 20;

export interface Group {
  about: string;
  findings: Finding[];
  /** How many more of a sort there are than are shown. */
  leftOut: number;
}

export function verdict(report: Report): string {
  const failed = report.findings.filter((finding) => finding.outcome === "fails").length;
  if (failed === 0) return "Everything holds.";
  return failed === 1 ? "One thing is not as it should be." : `${failed} things are not as they should be.`;
}

export function titleOf(about: string): string {
  const titles: Record<string, string> = { bag: "The bundle as it was packed", roots: "Daily roots", key: "Who signed" };
  return titles[about] ?? `Material ${about}`;
}

/** The findings by what they are about, with so many of one sort and no more. */
export function groupFindings(findings: readonly Finding[]): Group[] {
  const groups = new Map<string, Group>();
  const shown = new Map<string, number>();
  for (const finding of findings) {
    const group = groups.get(finding.about) ?? { about: finding.about, findings: [], leftOut: 0 };
    groups.set(finding.about, group);
    const sort = `${finding.about} ${finding.text}`;
    const count = (shown.get(sort) ?? 0) + 1;
    shown.set(sort, count);
    if (count > MOST_LINES) group.leftOut += 1;
    else group.findings.push(finding);
  }
  return [...groups.values()];
}
