/**
 * Positions wait here until the server has them, across reloads: each has its number for good, so a repeated one
 * is known by it. Numbers begin with the clock's seconds: a second phone in the same session repeats none. When a phone is offline for very long, every other old position goes and the way stays whole.
 */
import type { PositionFix } from "../../shared/messages";

const MOST_IN_A_REQUEST = 100;
const MOST_WAITING = 2000;

/** What it needs of sessionStorage. */
export type Shelf = Pick<Storage, "getItem" | "setItem">;

export class PositionQueue {
  readonly #shelf: Shelf;
  readonly #name: string;
  #next: number;
  #waiting: PositionFix[];

  constructor(shelf: Shelf, name: string, first = Math.floor(Date.now() / 1000)) {
    this.#shelf = shelf;
    this.#name = name;
    const kept = read(shelf.getItem(name));
    this.#next = kept?.next ?? first;
    this.#waiting = kept?.waiting ?? [];
  }

  get size(): number {
    return this.#waiting.length;
  }

  add(fix: Omit<PositionFix, "sequence">): void {
    this.#waiting.push({ ...fix, sequence: this.#next });
    this.#next += 1;
    if (this.#waiting.length > MOST_WAITING) this.#waiting = this.#waiting.filter((_, index) => index % 2 === 1);
    this.#keep();
  }

  /** The oldest ones, as many as one request takes. */
  batch(): PositionFix[] {
    return this.#waiting.slice(0, MOST_IN_A_REQUEST);
  }

  /** Forgets positions that the server has. */
  done(batch: readonly PositionFix[]): void {
    const sent = new Set(batch.map((fix) => fix.sequence));
    this.#waiting = this.#waiting.filter((fix) => !sent.has(fix.sequence));
    this.#keep();
  }

  #keep(): void {
    try {
      this.#shelf.setItem(this.#name, JSON.stringify({ next: this.#next, waiting: this.#waiting }));
    } catch {
      // A full or forbidden store costs us only what a reload would have needed.
    }
  }
}

function read(text: string | null): { next: number; waiting: PositionFix[] } | null {
  return text === null ? null : (JSON.parse(text) as { next: number; waiting: PositionFix[] });
}
