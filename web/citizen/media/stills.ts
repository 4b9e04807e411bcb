/**
 * Stills while no video gets through, each small enough for one frame of the WebSocket. The next one is taken when the
 * last is acknowledged, so a slow path sets its own pace; while the connection is away the newest ones are kept.
 */
import type { Still } from "../../shared/messages";
import type { CameraPictures } from "./jpeg";

const EVERY_MILLISECONDS = 2500;
const MOST_BYTES = 22 * 1024;
const FEWEST_BYTES = 6 * 1024;
/** Two seconds of 50 kbit/s: the first one must come soon. */
const FIRST_BYTES = 9 * 1024;
const MOST_WAITING = 5;
/** Who has not answered by then never will. */
const AGAIN_SECONDS = 30;

interface Waiting {
  still: Still;
  sentAt: number | null;
}

export interface StillsOptions {
  sessionId: string;
  pictures: Pick<CameraPictures, "draw" | "release">;
  lineOpen: () => boolean;
  /** Sends now or not at all; says whether it went. */
  send: (still: Still) => boolean;
  /** The server's clock, in milliseconds. */
  now: () => number;
}

export class Stills {
  readonly #options: StillsOptions;
  #waiting: Waiting[] = [];
  #next = Math.floor(Date.now() / 1000);
  #bytes = FIRST_BYTES;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(options: StillsOptions) {
    this.#options = options;
  }

  /** For how long the still that is under way has waited to be acknowledged. */
  get waitsSeconds(): number {
    const sentAt = this.#underWay?.sentAt;
    return sentAt ? (Date.now() - sentAt) / 1000 : 0;
  }

  /** Takes pictures from now on; called again it changes nothing. */
  start(): void {
    if (this.#ticking !== undefined) return;
    this.#ticking = setInterval(() => void this.#take(), EVERY_MILLISECONDS);
    void this.#take();
  }

  /** Takes no more; those that wait still go. */
  stop(): void {
    clearInterval(this.#ticking);
    this.#ticking = undefined;
    this.#options.pictures.release();
  }

  /** The server has it: a slow answer makes the next one smaller, a quick one larger. */
  stored(sequence: number): void {
    const late = this.waitsSeconds * 1000 > EVERY_MILLISECONDS;
    this.#bytes = Math.min(MOST_BYTES, Math.max(FEWEST_BYTES, this.#bytes * (late ? 0.6 : 1.2)));
    this.#waiting = this.#waiting.filter(({ still }) => still.sequence !== sequence);
    this.#send();
  }

  /** What was under way on a connection that is gone may be lost. */
  sayAgain(): void {
    for (const waiting of this.#waiting) waiting.sentAt = null;
    this.#send();
  }

  get #underWay(): Waiting | undefined {
    return this.#waiting.find(({ sentAt }) => sentAt !== null);
  }

  async #take(): Promise<void> {
    if (this.waitsSeconds > AGAIN_SECONDS) this.sayAgain();
    const { sessionId, pictures, lineOpen, now } = this.#options;
    if (lineOpen() && this.#underWay !== undefined) return;
    const drawn = await pictures.draw(this.#bytes);
    if (drawn === null || this.#ticking === undefined) return;
    const captured_at = new Date(now()).toISOString();
    this.#keep({ type: "still", session_id: sessionId, sequence: this.#next++, captured_at, ...drawn });
  }

  #keep(still: Still): void {
    this.#waiting = [...this.#waiting, { still, sentAt: null }].slice(-MOST_WAITING);
    this.#send();
  }

  /** One at a time, the newest first: it is the one that helps now. */
  #send(): void {
    const newest = this.#waiting.at(-1);
    if (newest === undefined || this.#underWay !== undefined) return;
    if (this.#options.send(newest.still)) newest.sentAt = Date.now();
  }
}
