/** Lines of chat that the server has not echoed yet; they are said again after a reconnection, known by their mark. */
import type { CitizenMessage } from "../shared/messages";

type Send = (message: CitizenMessage) => boolean;

export class Outbox {
  readonly #send: Send;
  readonly #sessionId: string;
  readonly #waiting = new Map<string, string>();

  constructor(send: Send, sessionId: string) {
    this.#send = send;
    this.#sessionId = sessionId;
  }

  /** Sends a line and returns its mark. */
  write(text: string): string {
    const ref = crypto.randomUUID();
    this.#waiting.set(ref, text);
    this.#say(ref, text);
    return ref;
  }

  arrived(ref: string): void {
    this.#waiting.delete(ref);
  }

  sayAgain(): void {
    for (const [ref, text] of this.#waiting) this.#say(ref, text);
  }

  #say(ref: string, text: string): void {
    this.#send({ type: "chat", session_id: this.#sessionId, text, ref });
  }
}
