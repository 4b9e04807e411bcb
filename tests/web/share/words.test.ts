import { expect, test } from "vitest";
import { placeAt, watermarkWords } from "../../../web/share/components/watermark";
import { called, endWords, failureWords, lastDay, mayWords, whoSharesWhat } from "../../../web/share/words";
import { ProblemError } from "../../../web/shared/http";
import type { ShareForRecipient } from "../../../web/shared/messages";

const SHARE: ShareForRecipient = {
  force_name: "Avon Police",
  officer_name: "PC Rees",
  kind: "session",
  incident_ref: "INC-7",
  recipient_name: "Ann Moss",
  organisation: "CPS East",
  email_hint: "a…@example.org",
  expires_at: "2026-12-01T00:00:00Z",
  may_download: false,
};

test("the last day is the one before the midnight at which a share ends", () => {
  expect(lastDay(SHARE.expires_at)).toBe("30 November 2026");
});

test("who shares what is one sentence", () => {
  expect(whoSharesWhat(SHARE)).toBe("PC Rees of Avon Police shares with you a recording of incident INC-7.");
});

test("what is shared has a name of its own", () => {
  expect((["session", "clip", "playable", "snapshot", "upload"] as const).map(called)).toEqual([
    "recording",
    "film",
    "film",
    "picture",
    "file",
  ]);
  expect(whoSharesWhat({ ...SHARE, kind: "clip" })).toContain("a film of incident INC-7");
});

test("who may save is told what", () => {
  expect(mayWords({ kind: "clip", may_download: false })).toBe("view it");
  expect(mayWords({ kind: "clip", may_download: true })).toBe("view it, and save it");
  expect(mayWords({ kind: "session", may_download: true })).toBe("view it, and save copies of it");
});

test("only what nobody can mend on this page ends it", () => {
  expect(endWords("shared-material-gone")).toBe("This is no longer kept");
  expect(endWords("viewing-ended")).toBeNull();
});

test("a failure has a sentence and its code", () => {
  const wrong = new ProblemError({ status: 403, code: "share-code-wrong", detail: "That is not the code." });
  expect(failureWords(wrong)).toBe("That is not the code. (share-code-wrong)");
  expect(failureWords(new ProblemError({ status: 0, code: "offline", detail: "" }))).toContain("no connection");
  expect(failureWords(new TypeError("x"))).toContain("page-error");
});

test("the watermark names who looks, and when", () => {
  expect(watermarkWords(SHARE, Date.parse("2026-11-21T12:00:05Z"))).toBe("Ann Moss, CPS East · 21 Nov 2026, 12:00:05");
});

test("without motion it stands elsewhere each minute", () => {
  const places = [0, 1, 2, 3, 4].map((minute) => placeAt(minute * 60_000));
  expect(places).toEqual([0, 1, 2, 3, 0]);
});
