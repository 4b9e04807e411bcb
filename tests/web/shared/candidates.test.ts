import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CandidateBatch } from "../../../web/shared/candidates";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("CandidateBatch", () => {
  it("sends what came within a tenth of a second as one message", () => {
    const send = vi.fn();
    const batch = new CandidateBatch(send);
    batch.release();
    batch.add("a");
    vi.advanceTimersByTime(50);
    batch.add("b");
    vi.advanceTimersByTime(50);
    expect(send).toHaveBeenCalledExactlyOnceWith(["a", "b"], false);
  });

  it("holds candidates back until their offer has gone out", () => {
    const send = vi.fn();
    const batch = new CandidateBatch(send);
    batch.add("a");
    vi.advanceTimersByTime(1000);
    expect(send).not.toHaveBeenCalled();
    batch.release();
    vi.advanceTimersByTime(100);
    expect(send).toHaveBeenCalledExactlyOnceWith(["a"], false);
  });

  it("says with the last of them that no more will come", () => {
    const send = vi.fn();
    const batch = new CandidateBatch(send);
    batch.release();
    batch.add("a");
    batch.add("");
    vi.advanceTimersByTime(1000);
    expect(send).toHaveBeenCalledExactlyOnceWith(["a"], true);
  });

  it("never puts more than 30 into a message", () => {
    const send = vi.fn();
    const batch = new CandidateBatch(send);
    for (let count = 0; count < 31; count += 1) batch.add(`c${count}`);
    batch.add("");
    batch.release();
    vi.advanceTimersByTime(1000);
    expect(send.mock.calls.map(([sent, last]) => [(sent as string[]).length, last as boolean])).toEqual([
      [30, false],
      [1, true],
    ]);
  });

  it("sends nothing of a leg that is gone", () => {
    const send = vi.fn();
    const batch = new CandidateBatch(send);
    batch.release();
    batch.add("a");
    batch.stop();
    vi.advanceTimersByTime(1000);
    expect(send).not.toHaveBeenCalled();
  });
});
