/**
 * Tells the officers how far the phone has come and what stands in the way. After every reconnection it says again
 * what holds now, for nothing is queued on the way.
 */
import type { Capture, CitizenMessage, FunnelStage, Progress, TroubleReason } from "../shared/messages";

type Send = (message: CitizenMessage) => boolean;

export class Reporter {
  readonly #send: Send;
  readonly #reached = new Set<Progress["stage"]>();
  #trouble: { stage: FunnelStage; reason: TroubleReason } | null = null;
  #troubleSent = false;
  #capture: Capture | null = null;

  constructor(send: Send) {
    this.#send = send;
  }

  progress(stage: Progress["stage"]): void {
    if (this.#reached.has(stage)) return;
    this.#reached.add(stage);
    this.#send({ type: "progress", stage });
  }

  /** `stage` is the one that cannot be reached; reaching it ends the trouble. */
  trouble(stage: FunnelStage, reason: TroubleReason): void {
    this.#trouble = { stage, reason };
    this.#troubleSent = this.#send({ type: "trouble", stage, reason });
  }

  /** The person has got past it. */
  troubleOver(): void {
    this.#trouble = null;
  }

  capture(capture: Capture): void {
    if (JSON.stringify(capture) === JSON.stringify(this.#capture)) return;
    this.#capture = capture;
    this.#send(capture);
  }

  /** To be called with every welcome. */
  sayAgain(): void {
    for (const stage of this.#reached) this.#send({ type: "progress", stage });
    if (this.#capture !== null) this.#send(this.#capture);
    if (this.#trouble === null || this.#troubleSent) return;
    this.#troubleSent = this.#send({ type: "trouble", ...this.#trouble });
  }
}
