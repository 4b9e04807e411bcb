import { describe, expect, it } from "vitest";
import {
  firstDraft,
  forgetDraft,
  keepDraft,
  missingPart,
  readDraft,
  requestOf,
} from "../../../../web/viewer/state/invite-draft";

class Drawer {
  readonly #kept = new Map<string, string>();
  getItem = (key: string) => this.#kept.get(key) ?? null;
  setItem = (key: string, value: string) => void this.#kept.set(key, value);
  removeItem = (key: string) => void this.#kept.delete(key);
}

const WHOLE = { ...firstDraft("call-handler"), phone_number: " 07700 900 123 ", incident_ref: " CAD 1 " };

describe("a draft", () => {
  it("begins with what the officer's role most often wants", () => {
    expect(firstDraft("call-handler")).toMatchObject({
      purpose: "incident-assessment",
      retention_category: "not-evidential",
    });
    expect(firstDraft("investigator")).toMatchObject({
      purpose: "initial-evidence",
      retention_category: "mopi-group-3",
    });
  });

  it("survives a reload, until the text is out", () => {
    const drawer = new Drawer();
    keepDraft(WHOLE, drawer);
    expect(readDraft("call-handler", drawer)).toEqual(WHOLE);
    forgetDraft(drawer);
    expect(readDraft("call-handler", drawer)).toEqual(firstDraft("call-handler"));
  });

  it("begins anew when what was kept cannot be read", () => {
    const drawer = new Drawer();
    drawer.setItem("sightline.invite-draft", "{broken");
    expect(readDraft("call-handler", drawer)).toEqual(firstDraft("call-handler"));
  });

  it("names the first thing that is missing", () => {
    expect(missingPart({ ...WHOLE, phone_number: "0770" })?.field).toBe("phone_number");
    expect(missingPart({ ...WHOLE, incident_ref: "  " })?.field).toBe("incident_ref");
    expect(missingPart({ ...WHOLE, capabilities: [] })?.text).toContain("at least one");
    expect(missingPart(WHOLE)).toBeNull();
  });

  it("goes out tidied", () => {
    expect(requestOf(WHOLE)).toMatchObject({ phone_number: "07700900123", incident_ref: "CAD 1" });
  });

  it("asks for a better copy only of a picture, and never where nothing may stay on the phone", () => {
    const ticked = { ...WHOLE, keep_original: true };
    expect(requestOf(ticked).keep_original).toBe(true);
    expect(requestOf(ticked, false).keep_original).toBe(false);
    expect(requestOf({ ...ticked, purpose: "domestic-abuse" }).keep_original).toBe(false);
    expect(requestOf({ ...ticked, capabilities: ["location"] }).keep_original).toBe(false);
  });
});
