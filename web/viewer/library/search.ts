/** A search of the library as it stands in the page's address, and as the server is asked for it. */

export const FIELDS = [
  "words",
  "officer",
  "incident_ref",
  "from",
  "to",
  "category",
  "state",
  "kind",
  "west",
  "south",
  "east",
  "north",
] as const;

export type Field = (typeof FIELDS)[number];
/** What is asked for; days as in "2026-11-21", the last one included; edges of the map in degrees. */
export type Search = Readonly<Partial<Record<Field, string>>>;

export interface Area {
  west: number;
  south: number;
  east: number;
  north: number;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const EDGES = ["west", "south", "east", "north"] as const;
const DECIMALS = 4;

/** Read what `writeSearch` has written; what it did not write is left out. */
export function readSearch(query: string): Search {
  const given = new URLSearchParams(query);
  const known = FIELDS.flatMap((field) => {
    const value = given.get(field)?.trim();
    return value ? [[field, value] as const] : [];
  });
  return Object.fromEntries(known);
}

export function writeSearch(search: Search): string {
  const asked = FIELDS.flatMap((field) => {
    const value = search[field]?.trim();
    return value ? [[field, value]] : [];
  });
  return new URLSearchParams(asked).toString();
}

/** The query of `GET /materials`: days become instants in the force's zone. */
export function askServer(search: Search, after: string | null, beginOfDay: (day: string) => Date): string {
  const { from, to, ...rest } = search;
  const given = new URLSearchParams(rest);
  if (from && DAY.test(from)) given.set("from", beginOfDay(from).toISOString());
  if (to && DAY.test(to)) given.set("to", beginOfDay(dayAfter(to)).toISOString());
  if (after) given.set("after", after);
  return given.toString();
}

export function areaOf(search: Search): Area | null {
  const [west, south, east, north] = EDGES.map((edge) => Number(search[edge] ?? Number.NaN));
  if (west === undefined || south === undefined || east === undefined || north === undefined) return null;
  return [west, south, east, north].every(Number.isFinite) ? { west, south, east, north } : null;
}

/** The same search within a part of the map, or anywhere. */
export function within(search: Search, area: Area | null): Search {
  const rest = Object.fromEntries(Object.entries(search).filter(([field]) => !EDGES.includes(field as keyof Area)));
  if (!area) return rest;
  return { ...rest, ...Object.fromEntries(EDGES.map((edge) => [edge, area[edge].toFixed(DECIMALS)])) };
}

/** How many filters are set beside the one line of words and the map. */
export function countFilters(search: Search): number {
  return FIELDS.filter((field) => field !== "words" && !EDGES.includes(field as keyof Area) && search[field]).length;
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
