/** Sends waiting positions every few seconds, and once more when the page goes away. */
import { backoffMilliseconds, type Random } from "../../shared/backoff";
import { ProblemError, type Http } from "../../shared/http";
import type { PositionsAccepted } from "../../shared/messages";
import type { PositionQueue } from "./queue";

const EVERY_MILLISECONDS = 3000;

export class PositionSender {
  readonly #queue: PositionQueue;
  readonly #http: Http;
  readonly #credential: string;
  readonly #random: Random;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #stopped = false;

  constructor(queue: PositionQueue, http: Http, credential: string, random: Random = Math.random) {
    this.#queue = queue;
    this.#http = http;
    this.#credential = credential;
    this.#random = random;
  }

  start(): void {
    this.#later(0);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** The last words of a page that is being left. */
  flush(): void {
    if (this.#stopped || this.#queue.size === 0) return;
    this.#post(true).catch(() => undefined);
  }

  #later(milliseconds: number): void {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => void this.#sendWaiting(), milliseconds);
  }

  async #sendWaiting(): Promise<void> {
    try {
      if (this.#queue.size > 0) await this.#post(false);
      this.#failures = 0;
      this.#later(EVERY_MILLISECONDS);
    } catch (error) {
      this.#failed(error);
    }
  }

  async #post(keepalive: boolean): Promise<void> {
    const positions = this.#queue.batch();
    const request = { method: "POST", body: { positions }, bearer: this.#credential, keepalive } as const;
    try {
      await this.#http<PositionsAccepted>("/positions", request);
    } catch (error) {
      // What the server does not understand it will never understand: it must not hold up the rest.
      if (!(error instanceof ProblemError && error.status === 400)) throw error;
    }
    this.#queue.done(positions);
  }

  #failed(error: unknown): void {
    if (error instanceof ProblemError && !error.passing) {
      this.stop();
      return;
    }
    this.#failures += 1;
    this.#later(EVERY_MILLISECONDS + backoffMilliseconds(this.#failures, this.#random));
  }
}
