/** The signal in three words, from what the peer connection counts. Pure. */
import type { Signal } from "../shared/messages";

export interface Sample {
  bytesSent: number;
  /** Of the last report from the other end, 0 to 1 (RFC 3550, 6.4.1). */
  fractionLost: number;
  roundTripSeconds: number;
  framesPerSecond: number | null;
  /** Bits per second that congestion control allows; null where the browser does not say. */
  available: number | null;
  /** Whether anything is meant to be sent: stills alone need no leg. */
  sending: boolean;
}

const WEAK_LOSS = 0.05;
const WEAK_ROUND_TRIP_SECONDS = 0.8;
const WEAK_FRAMES_PER_SECOND = 8;

/** A picture that hardly moves, a lost packet in twenty, or an answer that takes a second: weak. Nothing sent: lost. */
export function signalOf(previous: Sample | null, current: Sample | null): Signal {
  if (current === null) return "lost";
  if (previous !== null && current.sending && current.bytesSent === previous.bytesSent) return "lost";
  const slow = current.framesPerSecond !== null && current.framesPerSecond < WEAK_FRAMES_PER_SECOND;
  const lossy = current.fractionLost > WEAK_LOSS || current.roundTripSeconds > WEAK_ROUND_TRIP_SECONDS;
  return slow || lossy ? "weak" : "good";
}

/** Reads a sample from a peer connection's statistics. */
export function sampleOf(report: Iterable<Record<string, unknown>>): Sample {
  const nothing = { bytesSent: 0, fractionLost: 0, roundTripSeconds: 0, framesPerSecond: null };
  const sample: Sample = { ...nothing, available: null, sending: false };
  for (const entry of report) {
    if (entry.type === "outbound-rtp") {
      sample.bytesSent += number(entry.bytesSent);
      if (entry.active === false) continue;
      sample.sending = true;
      if (entry.kind === "video") sample.framesPerSecond = number(entry.framesPerSecond);
    } else if (entry.type === "remote-inbound-rtp") {
      sample.fractionLost = Math.max(sample.fractionLost, number(entry.fractionLost));
      sample.roundTripSeconds = Math.max(sample.roundTripSeconds, number(entry.roundTripTime));
    } else if (typeof entry.availableOutgoingBitrate === "number") sample.available = entry.availableOutgoingBitrate;
  }
  return sample;
}

function number(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
