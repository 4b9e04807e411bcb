/** What the player, the boxes over its picture and the panel below it share while a copy with faces hidden is made. */
import type { Draft } from "./draft";

export interface Hiding {
  /** Null while nothing is being hidden. */
  draft: Draft | null;
  /** The wall clock of the picture that is shown, in milliseconds. */
  at: number | null;
  change: (draft: Draft | null) => void;
  /** Show the picture of a time. */
  show: (at: number) => void;
}
