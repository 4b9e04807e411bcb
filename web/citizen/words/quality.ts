/** What the page says when it sends more or less than the normal picture: comes with the code that decides so. */
import type { Language, Quality } from "../../shared/messages";

type Other = Exclude<Quality, "normal">;

export interface QualityWords {
  /** Beside signal and data used. */
  facts: Record<Other, string>;
  /** The bar's second line, where a weak signal is the reason. */
  notes: Record<Exclude<Other, "sharp">, string>;
}

export const QUALITY: Record<Language, QualityWords> = {
  en: {
    facts: { sharp: "Sharp picture", low: "Small picture", stills: "Still pictures", none: "No picture" },
    notes: {
      low: "Weak signal: the picture is less sharp. Police still see you",
      stills: "Weak signal: sending still pictures. Police still see you",
      none: "Weak signal: no picture goes out. It comes back by itself",
    },
  },
  cy: {
    facts: { sharp: "Llun clir", low: "Llun bach", stills: "Lluniau llonydd", none: "Dim llun" },
    notes: {
      low: "Signal gwan: mae'r llun yn llai clir. Mae'r heddlu'n dal i'ch gweld",
      stills: "Signal gwan: anfon lluniau llonydd. Mae'r heddlu'n dal i'ch gweld",
      none: "Signal gwan: does dim llun yn mynd allan. Daw'n ôl ohono'i hun",
    },
  },
};
