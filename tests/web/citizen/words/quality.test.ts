import { describe, expect, it } from "vitest";
import { QUALITY } from "../../../../web/citizen/words/quality";

describe.each(Object.entries(QUALITY))("what is said of the quality in %s", (_, { facts, notes }) => {
  it("is said in plain and different words", () => {
    const sentences = [...Object.values(facts), ...Object.values(notes)];
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) expect(sentence).not.toMatch(/^$|webrtc|bitrate|quality|jpeg|session/i);
  });
});
