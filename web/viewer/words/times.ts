/** How times and ages are said: 24 h with seconds in the force's zone, UTC on request. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Formats instants in one time zone, as the force's settings name it. */
export class ZoneClock {
  readonly #time: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;
  readonly #plain: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    this.#time = new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "medium", hourCycle: "h23" });
    // Swedish writes "2026-11-21 14:03:22", which can be read back.
    this.#plain = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" });
    this.#day = new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "short", year: "numeric" });
  }

  /** The instant at which a day, as in "2026-11-21", begins in this zone. */
  beginOfDay(day: string): Date {
    const inUtc = Date.parse(`${day}T00:00:00Z`);
    return new Date(inUtc - this.#ahead(inUtc - this.#ahead(inUtc)));
  }

  /** "14:03:22" */
  time(instant: string | number): string {
    return this.#time.format(new Date(instant));
  }

  /** "21 Nov 2026" */
  day(instant: string | number): string {
    return this.#day.format(new Date(instant));
  }

  /** "21 Nov 2026, 14:03:22" */
  dayAndTime(instant: string | number): string {
    return `${this.day(instant)}, ${this.time(instant)}`;
  }

  /** How far this zone's clocks are ahead of UTC at an instant, in milliseconds. */
  #ahead(instant: number): number {
    const whole = Math.floor(instant / SECOND) * SECOND;
    return Date.parse(`${this.#plain.format(whole).replace(" ", "T")}Z`) - whole;
  }
}

/** "21 Nov 2026" for a date as the wire has it, "2026-11-21"; anything else stays as it is. */
export function dateWords(date: string): string {
  const noon = Date.parse(`${date}T12:00:00Z`);
  return Number.isNaN(noon) ? date : UTC.day(noon);
}

/** "2026-11-21 14:03:22 UTC", for the hover text of every time shown. */
export function utcTime(instant: string | number): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

const UTC = new ZoneClock("UTC");

/** How long ago: "8 s", "3 min", "2 h 5 min", "4 days". Never below zero, whatever the clocks say. */
export function age(from: string | number, now: number): string {
  return span(now - new Date(from).getTime());
}

/** A length of time in words: "8 s", "3 min", "2 h 5 min", "4 days". */
export function span(milliseconds: number): string {
  const length = Math.max(0, milliseconds);
  if (length < MINUTE) return `${Math.floor(length / SECOND)} s`;
  if (length < HOUR) return `${Math.floor(length / MINUTE)} min`;
  if (length < DAY) return hoursAndMinutes(length);
  const days = Math.floor(length / DAY);
  return days === 1 ? "1 day" : `${days} days`;
}

function hoursAndMinutes(length: number): string {
  const minutes = Math.floor((length % HOUR) / MINUTE);
  const hours = `${Math.floor(length / HOUR)} h`;
  return minutes ? `${hours} ${minutes} min` : hours;
}

/** "0:07", "1:02:03": how far into a film, where nobody knows at what time it was taken. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / SECOND);
  const [minutes, rest] = [Math.floor(seconds / 60), String(seconds % 60).padStart(2, "0")];
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}
