import { describe, expect, it } from "vitest";
import { cy as filesInWelsh } from "../../../../web/citizen/files/words/cy";
import { en as files } from "../../../../web/citizen/files/words/en";
import { cy } from "../../../../web/citizen/words/cy";
import { en } from "../../../../web/citizen/words/en";
import { PHONE_BUTTONS } from "../../../../web/viewer/words/phone-buttons";

describe("the buttons that officers name", () => {
  it.each([
    ["en", en, files],
    ["cy", cy, filesInWelsh],
  ] as const)("are the ones that stand on the caller's page in %s", (language, page, panel) => {
    expect(PHONE_BUTTONS[language]).toEqual({
      agree: page["ask.yes"],
      camera: page["camera.go"],
      position: page["position.go"],
      again: page["allow.again"],
      files: panel["files.choose"],
    });
  });
});
