/** Keeps the screen awake while the camera is on: a locked screen stops the camera. */

const UNTOUCHED_MILLISECONDS = 15_000;

export class WakeLock {
  #lock: WakeLockSentinel | null = null;
  #touchedAt = Date.now();

  /** Asks for the lock (again); phones take it away whenever the page is out of sight. */
  async hold(): Promise<void> {
    try {
      this.#lock = await navigator.wakeLock.request("screen");
    } catch {
      this.#lock = null; // An old phone, or one that saves power: the screen may go dark, and the page says so then.
    }
  }

  release(): void {
    void this.#lock?.release();
    this.#lock = null;
  }

  touched(): void {
    this.#touchedAt = Date.now();
  }

  /** Whether a screen that goes dark now has most likely locked by itself. */
  mayLock(): boolean {
    return this.#lock === null && Date.now() - this.#touchedAt > UNTOUCHED_MILLISECONDS;
  }
}
