import { describe, expect, it } from "vitest";
import { pictureNumberOf, shortcutOf } from "../../../../web/viewer/components/shortcuts";

function press(key: string, part: { ctrlKey?: boolean; tagName?: string; type?: string } = {}) {
  const { ctrlKey = false, tagName = "MAIN", type = "" } = part;
  return { key, ctrlKey, altKey: false, metaKey: false, target: { tagName, type } as unknown as EventTarget };
}

describe("shortcuts", () => {
  it("are single keys, in either case", () => {
    expect([shortcutOf(press("n")), shortcutOf(press("N")), shortcutOf(press("?"))]).toEqual([
      "new-invite",
      "new-invite",
      "help",
    ]);
  });

  it.each([
    ["with Ctrl held", press("n", { ctrlKey: true })],
    ["in a text field", press("n", { tagName: "INPUT", type: "tel" })],
    ["in the chat", press("n", { tagName: "TEXTAREA" })],
    ["in a choice", press("n", { tagName: "SELECT" })],
  ])("do nothing %s", (_where, event) => {
    expect(shortcutOf(event)).toBeNull();
  });

  it("work on a tick box, where letters mean nothing else", () => {
    expect(shortcutOf(press("n", { tagName: "INPUT", type: "checkbox" }))).toBe("new-invite");
  });

  it("choose a picture by its number", () => {
    expect([
      pictureNumberOf(press("3")),
      pictureNumberOf(press("0")),
      pictureNumberOf(press("3", { tagName: "TEXTAREA" })),
    ]).toEqual([3, null, null]);
  });
});
