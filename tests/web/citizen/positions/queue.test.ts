import { describe, expect, it } from "vitest";
import { PositionQueue, type Shelf } from "../../../../web/citizen/positions/queue";

class FakeShelf implements Shelf {
  readonly kept = new Map<string, string>();
  full = false;

  getItem(name: string) {
    return this.kept.get(name) ?? null;
  }

  setItem(name: string, text: string) {
    if (this.full) throw new DOMException("full", "QuotaExceededError");
    this.kept.set(name, text);
  }
}

const fix = { latitude: 51.5, longitude: 0, accuracy: 10, fixed_at: "2026-11-21T10:00:00Z" };

function queueOf(count: number, shelf = new FakeShelf()) {
  const queue = new PositionQueue(shelf, "positions", 0);
  for (let added = 0; added < count; added += 1) queue.add(fix);
  return queue;
}

const numbers = (queue: PositionQueue) => queue.batch().map(({ sequence }) => sequence);

describe("PositionQueue", () => {
  it("numbers positions in the order taken", () => {
    expect(numbers(queueOf(3))).toEqual([0, 1, 2]);
  });

  it("repeats no number of a phone that was in the session before", () => {
    const earlier = Math.floor(Date.now() / 1000) - 1;
    const queue = new PositionQueue(new FakeShelf(), "positions");
    queue.add(fix);
    expect(numbers(queue)[0]).toBeGreaterThan(earlier);
  });

  it("goes on counting after a reload, with what still waits", () => {
    const shelf = new FakeShelf();
    const before = queueOf(3, shelf);
    before.done(before.batch().slice(0, 2));
    const after = new PositionQueue(shelf, "positions");
    after.add(fix);
    expect(numbers(after)).toEqual([2, 3]);
  });

  it("gives at most 100 at a time, oldest first, and keeps what came meanwhile", () => {
    const queue = queueOf(101);
    const batch = queue.batch();
    queue.add(fix);
    queue.done(batch);
    expect(batch).toHaveLength(100);
    expect(numbers(queue)).toEqual([100, 101]);
  });

  it("thins out a very long wait evenly and keeps the newest", () => {
    const queue = queueOf(2001);
    expect(queue.size).toBe(1000);
    queue.add(fix);
    expect(numbers(queue).slice(0, 3)).toEqual([1, 3, 5]);
  });

  it("works on when the store is full", () => {
    const shelf = new FakeShelf();
    shelf.full = true;
    expect(numbers(queueOf(2, shelf))).toEqual([0, 1]);
  });
});
