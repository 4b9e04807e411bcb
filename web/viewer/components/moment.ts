/** A time as officers read it: the force's zone on the page, UTC on hover, the exact instant for programs. */
import { html, type TemplateResult } from "lit";
import { utcTime, ZoneClock } from "../words/times";

let zone = new ZoneClock("Europe/London");

/** The force's time zone, set once when the settings are read. */
export function setTimeZone(timeZone: string): void {
  zone = new ZoneClock(timeZone);
}

/** The instant at which a day, as in "2026-11-21", begins in the force's zone. */
export function beginOfDay(day: string): Date {
  return zone.beginOfDay(day);
}

/** "14:03:22" */
export function clockTime(instant: string | number): TemplateResult {
  return timeElement(instant, zone.time(instant));
}

/** "21 Nov 2026, 14:03:22" */
export function dayAndTime(instant: string | number): TemplateResult {
  return timeElement(instant, zone.dayAndTime(instant));
}

/** The time as plain text, for labels and names. */
export function timeWords(instant: string | number): string {
  return zone.time(instant);
}

/** "21 Nov 2026", as plain text. */
export function dayWords(instant: string | number): string {
  return zone.day(instant);
}

function timeElement(instant: string | number, words: string): TemplateResult {
  return html`<time datetime=${new Date(instant).toISOString()} title=${utcTime(instant)}>${words}</time>`;
}
