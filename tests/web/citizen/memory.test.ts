import { describe, expect, it } from "vitest";
import type { Agreement } from "../../../web/citizen/acceptance";
import { Memory } from "../../../web/citizen/memory";
import { ADMISSION } from "./fixtures";

/** sessionStorage as far as it is used. */
class FakeStorage {
  readonly kept = new Map<string, string>();
  full = false;

  getItem(name: string) {
    return this.kept.get(name) ?? null;
  }

  setItem(name: string, text: string) {
    if (this.full) throw new DOMException("full", "QuotaExceededError");
    this.kept.set(name, text);
  }

  clear() {
    this.kept.clear();
  }
}

const asStorage = (fake: FakeStorage) => fake as unknown as Storage;

describe("Memory", () => {
  it("gives back after a reload what it was given before", () => {
    const storage = new FakeStorage();
    const before = new Memory(asStorage(storage));
    before.keepToken("one");
    before.keepAdmission(ADMISSION);
    before.keepStep("media");
    const after = new Memory(asStorage(storage));
    expect([after.token, after.admission, after.steps]).toEqual(["one", ADMISSION, { media: true, position: false }]);
  });

  it("goes on with the same link, and forgets everything for another one", () => {
    const memory = new Memory(asStorage(new FakeStorage()));
    memory.keepToken("one");
    memory.keepAdmission(ADMISSION);
    memory.keepToken("one");
    expect(memory.admission).toEqual(ADMISSION);
    memory.keepToken("two");
    expect([memory.token, memory.admission]).toEqual(["two", null]);
  });

  it("names its device once for each link, with 128 bits", () => {
    const storage = new FakeStorage();
    const memory = new Memory(asStorage(storage));
    memory.keepToken("one");
    const key = memory.deviceKey;
    expect(key).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(new Memory(asStorage(storage)).deviceKey).toBe(key);
    memory.keepToken("two");
    expect(memory.deviceKey).not.toBe(key);
  });

  it("remembers an agreement until it is answered", () => {
    const memory = new Memory(asStorage(new FakeStorage()));
    const agreement: Agreement = { capabilities: ["location"], language: "cy", wording_version: "cy-1" };
    expect(memory.agreement).toBeNull();
    memory.keepAgreement(agreement);
    expect(memory.agreement).toEqual(agreement);
    memory.keepAdmission(ADMISSION);
    expect(memory.agreement).toBeNull();
  });

  it.each([
    ["forbidden", null],
    ["full", Object.assign(new FakeStorage(), { full: true })],
  ])("works within one page where the storage is %s", (_, storage) => {
    const memory = new Memory(storage === null ? null : asStorage(storage));
    memory.keepToken("one");
    memory.keepAdmission(ADMISSION);
    expect([memory.token, memory.admission]).toEqual(["one", ADMISSION]);
  });

  it("keeps a session that is over for its unsent files, until all are there or the tab's link is another one", () => {
    const storage = new FakeStorage();
    const memory = new Memory(asStorage(storage));
    expect(memory.unsent).toBeNull();
    memory.keepUnsent({ admission: ADMISSION, reason: "officer" });
    expect(new Memory(asStorage(storage)).unsent).toEqual({ admission: ADMISSION, reason: "officer" });
    memory.keepUnsent(null);
    expect(memory.unsent).toBeNull();
    memory.keepUnsent({ admission: ADMISSION, reason: "officer" });
    memory.keepToken("B".repeat(22));
    expect(memory.unsent).toBeNull();
  });
});
