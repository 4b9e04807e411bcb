import { describe, expect, it } from "vitest";
import type { FileRow } from "../../../../web/citizen/files/queue";
import { isUnderWay, rowWords, summaryWords, WORDS, type FileWords } from "../../../../web/citizen/files/says";
import { makeSay } from "../../../../web/shared/catalogue";
import { ProblemError } from "../../../../web/shared/http";

const say: FileWords = makeSay(WORDS.en);

function row(facts: Partial<FileRow>): FileRow {
  return { key: "k", name: "a.jpg", phase: "sending", share: 0.257, problem: null, ...facts };
}

function refused(code: string): ProblemError {
  return new ProblemError({ code, status: 409, detail: "no" });
}

describe("what a person reads of their files", () => {
  it("says how far a file is, and what is in the way", () => {
    expect(rowWords(say, row({}))).toBe("25% sent");
    expect(rowWords(say, row({ problem: refused("offline") }))).toBe("No signal. It goes on by itself");
    expect(rowWords(say, row({ phase: "paused" }))).toContain("live picture");
    expect(rowWords(say, row({ phase: "unfinished" }))).toContain("Choose it again");
  });

  it("says what to do about one that was not taken", () => {
    const failed = (code: string) => rowWords(say, row({ phase: "failed", problem: refused(code) }));
    expect(failed("too-many-files")).toContain("20 files");
    expect(failed("files-closed")).toContain("too late");
    expect(failed("invalid-request")).toContain("Choose it again");
  });

  it("says when the page may be closed, and never before", () => {
    const done = [row({ phase: "stored" })];
    expect(summaryWords(say, [], { busy: false, mayClose: true })).toContain("You choose");
    expect(summaryWords(say, [row({})], { busy: true, mayClose: true })).toContain("Keep this page open");
    expect(summaryWords(say, done, { busy: false, mayClose: true })).toContain("You can close this page");
    expect(summaryWords(say, done, { busy: false, mayClose: false })).not.toContain("close");
    expect(summaryWords(say, [...done, row({ phase: "failed" })], { busy: false, mayClose: true })).toBe("Not all of it was sent.");
  });

  it("shows a bar only while one moves", () => {
    expect([row({}), row({ phase: "waiting" }), row({ phase: "stored" })].map(isUnderWay)).toEqual([true, false, false]);
  });

  it("has the same places for values in every language", () => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [key, words] of Object.entries(WORDS.en.words))
      expect(places(WORDS.cy.words[key as keyof typeof WORDS.cy.words])).toEqual(places(words));
  });
});
