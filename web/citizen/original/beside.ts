/** Sends what waits beside the live picture, in short runs while there is room; the picture always comes first. */
import type { PieceStore } from "./piece-store";
import type { Sender } from "./sender";

/** So many pieces must wait before a run is worth its question to the server. */
const ENOUGH = 5;

export class Beside {
  readonly #store: PieceStore;
  readonly #sender: Sender;
  #running: AbortController | null = null;
  #refused = false;

  constructor(store: PieceStore, sender: Sender) {
    this.#store = store;
    this.#sender = sender;
  }

  /** Begins a run where there is room, and breaks it off where there is none any more. */
  follow(room: boolean): void {
    if (!room) this.stop();
    else if (this.#running === null && !this.#refused) void this.#run();
  }

  stop(): void {
    this.#running?.abort();
  }

  async #run(): Promise<void> {
    const { signal } = (this.#running = new AbortController());
    try {
      if ((await this.#store.names()).length >= ENOUGH) await this.#sender.send(signal);
    } catch {
      // What is refused now is told after the end; the picture goes on.
      this.#refused = true;
    } finally {
      this.#running = null;
    }
  }
}
