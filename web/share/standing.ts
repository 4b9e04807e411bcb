/** Asks every few seconds whether the viewing still stands, so that a share that is revoked shows nothing more. */
import { ProblemError } from "../shared/http";

export const ASK_EVERY_MILLISECONDS = 3_000;
/** So many questions without an answer, and the picture goes until there is one again. */
const SILENCES = 3;

export interface Watcher {
  /** It is over; the words say why. */
  ended: (words: string, code: string) => void;
  /** Whether there is an answer at all. */
  reached: (reached: boolean) => void;
}

export class Standing {
  #silences = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly ask: () => Promise<unknown>,
    private readonly watcher: Watcher,
  ) {}

  watch(): void {
    this.#timer = setInterval(() => void this.look(), ASK_EVERY_MILLISECONDS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async look(): Promise<void> {
    try {
      await this.ask();
      this.#heard();
    } catch (problem) {
      if (problem instanceof ProblemError && !problem.passing) this.#end(problem);
      else this.#silent();
    }
  }

  #heard(): void {
    if (this.#silences >= SILENCES) this.watcher.reached(true);
    this.#silences = 0;
  }

  #silent(): void {
    this.#silences += 1;
    if (this.#silences === SILENCES) this.watcher.reached(false);
  }

  #end(problem: ProblemError): void {
    this.stop();
    this.watcher.ended(problem.message, problem.code);
  }
}
