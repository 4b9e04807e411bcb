/**
 * How much picture the network bears: a step down when what is sent does not get through, a step up when it has gone
 * well for a while. A step up that is soon taken back makes the next one wait twice as long, so nothing flaps. Pure.
 */
import type { AskedQuality, Quality, QualityReason } from "../../shared/messages";

/** From most to least. */
const LEVELS: readonly Quality[] = ["sharp", "normal", "low", "stills", "none"];

/** What was measured over the last `seconds`. */
export interface Measured {
  seconds: number;
  /** The leg carries media. */
  connected: boolean;
  /** The worker has had a whole picture over this leg. */
  arrived: boolean;
  /** The connection to signalling, which carries stills, is open. */
  lineOpen: boolean;
  framesPerSecond: number;
  /** Bits per second that congestion control allows; null where the browser does not say. */
  available: number | null;
  /** 0 to 1. */
  fractionLost: number;
  roundTripSeconds: number;
  /** Since when the oldest still that went out waits to be acknowledged; 0 where none does. */
  stillWaitsSeconds: number;
}

/** Times are in seconds. */
export interface Ladder {
  level: Quality;
  /** For how long it has gone badly, or well, without a break. */
  badly: number;
  well: number;
  /** For how long there has been no leg. */
  down: number;
  /** For how long a new leg has brought no picture to the other end. */
  unseen: number;
  /** For so long it must go well before the next step up. */
  patience: number;
  sinceClimb: number;
}

const PATIENCE = 10;
const MOST_PATIENCE = 120;
/** A step up that is taken back within this time was too early. */
const TRIAL = 20;
const ENOUGH_OF_BAD = 5;
const DOWN = 5;
/** Nobody looks at nothing for longer than that at the beginning: a still says more. */
const UNSEEN = 2.5;
const STILL_IN_TIME = 5;
const STILL_IN_VAIN = 20;

interface Bounds {
  framesPerSecond: number;
  available: number;
  fractionLost: number;
  roundTripSeconds: number;
}

/** Worse than this is bad. */
const WORST = {
  sharp: { framesPerSecond: 8, available: 800_000, fractionLost: 0.1, roundTripSeconds: 1.2 },
  normal: { framesPerSecond: 5, available: 250_000, fractionLost: 0.15, roundTripSeconds: 1.5 },
  low: { framesPerSecond: 3, available: 80_000, fractionLost: 0.3, roundTripSeconds: 3 },
} satisfies Partial<Record<Quality, Bounds>>;
/** Better than this is good. What congestion control allows says little: it never asks for much more than is sent. */
const GOOD: Bounds = { framesPerSecond: 8, available: 150_000, fractionLost: 0.05, roundTripSeconds: 1 };

/** Nobody knows a network before it is tried: all that was asked for is. */
export const FIRST: Ladder = {
  level: "sharp",
  badly: 0,
  well: 0,
  down: 0,
  unseen: 0,
  patience: PATIENCE,
  sinceClimb: Infinity,
};

/** Where to begin by the browser's own guess of the network (Network Information API): a hint, climbed from as ever. */
export function beginning(effectiveType: string | undefined): Ladder {
  return effectiveType?.endsWith("2g") ? { ...FIRST, level: "low" } : FIRST;
}

/** What goes out: what the network bears, no more than is asked for, and stills while there is no leg. */
export function sentOf(ladder: Ladder, asked: AskedQuality): Quality {
  const down = ladder.down >= DOWN || (ladder.down > 0 && ladder.unseen >= UNSEEN);
  return lowest(ladder.level, ceiling(asked), down ? "stills" : "sharp");
}

/** Whether stills go out: in place of a picture, or beside one of which nothing has arrived yet. */
export function sendsStills(ladder: Ladder, sent: Quality): boolean {
  return sent === "stills" || (sent !== "none" && ladder.unseen >= UNSEEN);
}

/** Why that is not the normal picture; null where it is. */
export function reasonOf(sent: Quality, asked: AskedQuality): QualityReason | null {
  if (sent !== ceiling(asked)) return "network";
  return asked === "automatic" ? null : "officer";
}

export function step(ladder: Ladder, measured: Measured, asked: AskedQuality): Ladder {
  const down = measured.connected ? 0 : ladder.down + measured.seconds;
  const unseen = measured.arrived ? 0 : ladder.unseen + measured.seconds;
  const sent = sentOf({ ...ladder, down, unseen }, asked);
  const verdict = judge(sent, measured);
  const next: Ladder = {
    ...ladder,
    down,
    unseen,
    badly: verdict === "bad" ? ladder.badly + measured.seconds : 0,
    well: verdict === "good" ? ladder.well + measured.seconds : 0,
    sinceClimb: ladder.sinceClimb + measured.seconds,
  };
  if (next.sinceClimb >= TRIAL && ladder.sinceClimb < TRIAL) next.patience = PATIENCE;
  if (next.badly >= ENOUGH_OF_BAD) return fall(next, sent, measured);
  return next.well >= next.patience && sent === next.level ? climb(next, asked) : next;
}

function judge(sent: Quality, measured: Measured): "bad" | "good" | "unclear" {
  if (sent === "none") return measured.lineOpen ? "good" : "unclear";
  if (sent === "stills") return judgeStills(measured);
  if (!measured.connected) return "unclear";
  if (!measured.arrived || isBelow(measured, WORST[sent])) return "bad";
  return isBelow(measured, GOOD) ? "unclear" : "good";
}

/** Stills that wait for the connection cost nothing; those that clog it leave no room for positions and chat. */
function judgeStills({ connected, lineOpen, stillWaitsSeconds }: Measured): "bad" | "good" | "unclear" {
  if (lineOpen && stillWaitsSeconds > STILL_IN_VAIN) return "bad";
  return connected && lineOpen && stillWaitsSeconds < STILL_IN_TIME ? "good" : "unclear";
}

function isBelow(measured: Measured, bounds: Bounds): boolean {
  return (
    measured.framesPerSecond < bounds.framesPerSecond ||
    (measured.available ?? Infinity) < bounds.available ||
    measured.fractionLost > bounds.fractionLost ||
    measured.roundTripSeconds > bounds.roundTripSeconds
  );
}

/** One step, but at once to stills where no picture has come through, or not even the small one would. */
function fall(ladder: Ladder, sent: Quality, measured: Measured): Ladder {
  const early = ladder.sinceClimb < TRIAL;
  const patience = early ? Math.min(2 * ladder.patience, MOST_PATIENCE) : ladder.patience;
  const hopeless = isPicture(sent) && (!measured.arrived || isBelow(measured, WORST.low));
  const level = hopeless ? "stills" : neighbour(sent, 1);
  return { ...ladder, level, badly: 0, well: 0, patience, sinceClimb: Infinity };
}

/** No higher than is asked for: what lies above cannot be measured. */
function climb(ladder: Ladder, asked: AskedQuality): Ladder {
  const level = lowest(neighbour(ladder.level, -1), ceiling(asked));
  return level === ladder.level ? ladder : { ...ladder, level, well: 0, sinceClimb: 0 };
}

function isPicture(quality: Quality): boolean {
  return LEVELS.indexOf(quality) < LEVELS.indexOf("stills");
}

function ceiling(asked: AskedQuality): Quality {
  return asked === "automatic" ? "normal" : asked;
}

function neighbour(level: Quality, by: 1 | -1): Quality {
  return LEVELS[LEVELS.indexOf(level) + by] ?? level;
}

function lowest(...levels: Quality[]): Quality {
  return LEVELS[Math.max(...levels.map((level) => LEVELS.indexOf(level)))] ?? "none";
}
