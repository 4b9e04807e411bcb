/** What an officer is about to hide in a copy: faces that a program found and boxes that they drew. Without side effects. */
import type { BoxRegion, CopyRequest, FoundFace } from "../../../shared/messages";
import { onPicture, type Box } from "./box";

export interface Spot {
  /** Wall clock, in milliseconds. */
  at: number;
  box: Box;
}

export interface Region {
  id: string;
  /** "Face 2" or "Box 1". */
  name: string;
  origin: "found" | "drawn";
  from: number;
  to: number;
  /** In order of time; between them the box moves in a straight line. */
  spots: readonly Spot[];
  /** Whether it is to be hidden; a face that was found is not until somebody says so. */
  hidden: boolean;
}

export interface Draft {
  /** A photograph is a film of one picture, which lasts a second. */
  of: "film" | "photograph";
  from: number;
  to: number;
  searchId: string | null;
  regions: readonly Region[];
}

export const MIDDLE: Box = { x: 0.4, y: 0.35, width: 0.2, height: 0.3 };
const DIGITS = 10_000;
const PHOTOGRAPH_LASTS = 1000;

export function newDraft(from: number, to: number): Draft {
  return { of: "film", from, to, searchId: null, regions: [] };
}

/** Of a photograph, which begins when it was taken. */
export function draftOfPhotograph(from: number): Draft {
  return { ...newDraft(from, from + PHOTOGRAPH_LASTS), of: "photograph" };
}

/** What was drawn stays; what another search had found goes. */
export function withFaces(draft: Draft, searchId: string, faces: readonly FoundFace[]): Draft {
  const found = faces.map((face) => ({ ...read(face), id: face.face_id, name: `Face ${face.face_id}` }));
  return { ...draft, searchId, regions: [...found, ...draft.regions.filter(({ origin }) => origin === "drawn")] };
}

/** A box from the beginning of the copy to its end; the officer shortens and moves it. */
export function withBox(draft: Draft, at: number, box: Box): Draft {
  const numbers = draft.regions.filter(({ origin }) => origin === "drawn").map(({ id }) => Number(id.slice("box-".length)));
  const number = Math.max(0, ...numbers) + 1;
  const spots = [{ at: within(draft, at), box: onPicture(box) }];
  const { from, to } = draft;
  const region: Region = { id: `box-${number}`, name: `Box ${number}`, origin: "drawn", from, to, spots, hidden: true };
  return { ...draft, regions: [...draft.regions, region] };
}

export function change(draft: Draft, id: string, part: Partial<Region>): Draft {
  return { ...draft, regions: draft.regions.map((region) => (region.id === id ? { ...region, ...part } : region)) };
}

export function without(draft: Draft, id: string): Draft {
  return { ...draft, regions: draft.regions.filter((region) => region.id !== id) };
}

/** The box is here at this time: it moves from where it was known to be before, and on to where it is known to be next. */
export function placed(draft: Draft, id: string, at: number, box: Box): Draft {
  const region = draft.regions.find((each) => each.id === id);
  if (!region) return draft;
  const time = within(draft, at);
  const others = region.spots.filter((spot) => spot.at !== time);
  const spots = [...others, { at: time, box: onPicture(box) }].sort((one, other) => one.at - other.at);
  return change(draft, id, { spots });
}

/** Where a region is at a time; null while it is not. */
export function boxAt({ from, to, spots }: Region, at: number): Box | null {
  const first = spots[0];
  if (!first || at < from || at > to) return null;
  const before = spots.findLast((spot) => spot.at <= at) ?? first;
  const after = spots.find((spot) => spot.at >= at) ?? before;
  const share = after.at > before.at ? (at - before.at) / (after.at - before.at) : 0;
  const between = (side: keyof Box) => before.box[side] + (after.box[side] - before.box[side]) * share;
  return { x: between("x"), y: between("y"), width: between("width"), height: between("height") };
}

const NOTHING_YET = {
  film: "Nothing is to be hidden yet. Tick a face, draw a box, or leave out the sound.",
  photograph: "Nothing is to be hidden yet. Tick a face, or draw a box.",
};

/** The request, or a sentence that says what is still wanting. */
export function hidingRequest(draft: Draft, silent: boolean, reason: string): CopyRequest | string {
  const hidden = draft.regions.filter((region) => region.hidden);
  const shown = hidden.find((region) => region.to <= region.from);
  if (shown) return `${shown.name} ends before it begins. Set one of them again, or remove it.`;
  if (!hidden.length && !silent) return NOTHING_YET[draft.of];
  if (!reason.trim()) return "Say why the copy is made.";
  return {
    kind: "redacted",
    began_at: instant(draft.from),
    ended_at: instant(draft.to),
    exact: true,
    reason: reason.trim(),
    redaction: {
      search_id: draft.searchId,
      face_ids: hidden.filter(({ origin }) => origin === "found").map(({ id }) => id),
      drawn: hidden.filter(({ origin }) => origin === "drawn").map(write),
      silent,
    },
  };
}

function read({ began_at, ended_at, spots }: FoundFace): Omit<Region, "id" | "name"> {
  return {
    origin: "found",
    from: Date.parse(began_at),
    to: Date.parse(ended_at),
    spots: spots.map(({ at, ...box }) => ({ at: Date.parse(at), box })),
    hidden: false,
  };
}

function write({ from, to, spots }: Region): BoxRegion {
  return {
    began_at: instant(from),
    ended_at: instant(to),
    spots: spots.map(({ at, box }) => ({ at: instant(at), ...rounded(box) })),
  };
}

/** Rounded down, so that nothing lies beyond the edge. */
function rounded({ x, y, width, height }: Box): Box {
  const down = (share: number) => Math.floor(share * DIGITS + 1e-6) / DIGITS;
  return { x: down(x), y: down(y), width: down(width), height: down(height) };
}

function within({ from, to }: Draft, at: number): number {
  return Math.round(Math.min(Math.max(at, from), to));
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
