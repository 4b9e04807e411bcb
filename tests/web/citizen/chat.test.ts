import { describe, expect, it } from "vitest";
import { Outbox } from "../../../web/citizen/chat";
import type { CitizenMessage } from "../../../web/shared/messages";

describe("Outbox", () => {
  it("says a line again after a reconnection, by the same mark, until the server has it", () => {
    const said: CitizenMessage[] = [];
    const outbox = new Outbox((message) => {
      said.push(message);
      return false;
    }, "s-1");
    const ref = outbox.write("Help");
    outbox.sayAgain();
    outbox.arrived(ref);
    outbox.sayAgain();
    const line = { type: "chat", session_id: "s-1", text: "Help", ref };
    expect(said).toEqual([line, line]);
  });
});
