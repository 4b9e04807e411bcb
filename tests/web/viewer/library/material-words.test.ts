import { describe, expect, it } from "vitest";
import type { MaterialView } from "../../../../web/shared/messages";
import { addressOf, called, extentWords, isPhotograph, sizeWords } from "../../../../web/viewer/library/material-words";

describe("what is said of a material", () => {
  it.each([
    [0, "0 bytes"],
    [999, "999 bytes"],
    [1500, "1.5 KB"],
    [12_345_678, "12 MB"],
    [20e9, "20 GB"],
  ])("%d bytes are %s", (bytes, words) => {
    expect(sizeWords(bytes)).toBe(words);
  });

  it("says how long and how large it is, as far as there is something", () => {
    const there = { began_at: "2026-03-01T12:00:00Z", ended_at: "2026-03-01T12:03:05Z", byte_count: 12e6 };
    expect(extentWords(there as MaterialView)).toBe("3 min, 12 MB");
    expect(extentWords({ began_at: null, ended_at: null, byte_count: 0 } as MaterialView)).toBe("");
  });

  it("knows a photograph that was brought in from a film, and from a picture that was taken of one", () => {
    expect(isPhotograph({ kind: "upload", media_type: "image/jpeg" })).toBe(true);
    expect(isPhotograph({ kind: "upload", media_type: "video/mp4" })).toBe(false);
    expect(isPhotograph({ kind: "upload", media_type: null })).toBe(false);
    expect(isPhotograph({ kind: "snapshot", media_type: null })).toBe(false);
  });

  it("calls it by what it is", () => {
    const upload = { kind: "upload", parent_id: null } as const;
    expect(called({ ...upload, media_type: "image/jpeg" })).toBe("photograph");
    expect(called({ ...upload, media_type: "video/mp4" })).toBe("file");
    expect(called({ kind: "session", media_type: null, parent_id: null })).toBe("recording");
    expect(called({ kind: "redacted", media_type: null, parent_id: "u1" })).toBe("copy");
  });

  it("leads a recording to its replay, everything else to a page of its own", () => {
    expect(addressOf({ kind: "session", material_id: "s1", state: "held" })).toBe("#/replay/s1");
    expect(addressOf({ kind: "upload", material_id: "u1", state: "held" })).toBe("#/material/u1");
    expect(addressOf({ kind: "session", material_id: "s1", state: "disposed" })).toBe("#/material/s1");
  });
});
