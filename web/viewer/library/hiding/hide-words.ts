/** What is said while somebody is hidden, in a film and in a photograph. */
import type { Draft } from "./draft";

interface HideWords {
  begin: string;
  /** Beside the button that adds a box. */
  draw: string;
  check: string;
}

export const HIDE_WORDS: Record<Draft["of"], HideWords> = {
  film: {
    begin: "Hide faces in the marked part",
    draw: "or draw one over the picture. Move it at another time, and it goes there.",
    check: "Only what is ticked is hidden. Look through the whole part before you make the copy.",
  },
  photograph: {
    begin: "Hide faces in this photograph",
    draw: "or draw one over the photograph.",
    check: "Only what is ticked is hidden. Look at the whole photograph before you make the copy.",
  },
};

/** "2 faces were found." and what that is worth. */
export function foundWords(count: number): string {
  const found = count === 1 ? "1 face was found" : `${count || "No"} faces were found`;
  return `${found}. The program misses faces that are turned away, covered or small, and shows some that are none.`;
}

/** What else an officer should know of a file before they hide somebody in it; empty where there is nothing. */
export function fileWords(mediaType: string | null): string {
  if (mediaType === null) return "";
  if (mediaType === "image/gif") return "If the picture moves, only its first one goes into the copy.";
  if (mediaType.startsWith("image/")) return "";
  return "The player above shows a copy of the file with the same pictures. Boxes go where they are drawn on it.";
}
