import { describe, expect, it } from "vitest";
import type { SentFileView } from "../../../../web/shared/messages";
import { sentFileWords } from "../../../../web/viewer/words/sent-file-words";

const END = "2026-11-21T12:00:00Z";
const NOON = Date.parse(END);
const HOUR = 3_600_000;

function file(state: SentFileView["state"]): SentFileView {
  return { upload_id: "u", file_name: "a.jpg", bytes: 10, state };
}

describe("what an officer reads of a caller's file", () => {
  it("says how far it is", () => {
    const running = { ended_at: null, end_reason: null };
    const words = (["open", "checking", "stored"] as const).map((state) => sentFileWords(file(state), running, NOON));
    expect(words).toEqual(["On its way", "Arrived, is being checked", "Kept as evidence"]);
    expect(sentFileWords(file("refused"), running, NOON)).toContain("Not taken");
  });

  it("says that it did not arrive once nothing more is taken", () => {
    const ended = { ended_at: END, end_reason: "citizen" as const };
    expect(sentFileWords(file("open"), ended, NOON + 23 * HOUR)).toBe("On its way");
    expect(sentFileWords(file("open"), ended, NOON + 24 * HOUR)).toBe("Did not arrive");
    expect(sentFileWords(file("open"), { ...ended, end_reason: "revoked" }, NOON)).toBe("Did not arrive");
  });
});
