/** Gathers ICE candidates for a tenth of a second, so that a phone's dozen of them is two messages, not twelve. */
const BATCH_MILLISECONDS = 100;
const MOST_IN_A_MESSAGE = 30;

export class CandidateBatch {
  readonly #send: (candidates: string[], last: boolean) => void;
  #waiting: string[] = [];
  #last = false;
  #released = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(send: (candidates: string[], last: boolean) => void) {
    this.#send = send;
  }

  /** Takes one candidate; an empty one says that no more will come (RFC 8838). */
  add(candidate: string): void {
    if (candidate === "") this.#last = true;
    else this.#waiting.push(candidate);
    this.#schedule();
  }

  /** Lets candidates go: their offer is on its way. */
  release(): void {
    this.#released = true;
    this.#schedule();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#released = false;
  }

  #schedule(): void {
    if (!this.#released || this.#timer !== undefined || (this.#waiting.length === 0 && !this.#last)) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#flush();
    }, BATCH_MILLISECONDS);
  }

  #flush(): void {
    const batch = this.#waiting.splice(0, MOST_IN_A_MESSAGE);
    const last = this.#last && this.#waiting.length === 0;
    this.#last = this.#last && !last;
    this.#send(batch, last);
    this.#schedule();
  }
}
