import { expect, test } from "vitest";
import { dayFromNow, readShare } from "../../../../web/viewer/library/share-form";

test("a form becomes a request, without the spaces around", () => {
  const given = new FormData();
  given.set("recipient_name", " Ann Moss ");
  given.set("organisation", "CPS East");
  given.set("email", "ann@example.org");
  given.set("reason", "Charging decision");
  given.set("expires_on", "2026-12-01");
  expect(readShare(given)).toEqual({
    recipient_name: "Ann Moss",
    organisation: "CPS East",
    email: "ann@example.org",
    reason: "Charging decision",
    expires_on: "2026-12-01",
    may_download: false,
  });
  given.set("may_download", "on");
  expect(readShare(given).may_download).toBe(true);
});

test("a day is written as a date field writes it", () => {
  expect(dayFromNow(28, Date.parse("2026-02-10T23:00:00Z"))).toBe("2026-03-10");
});
