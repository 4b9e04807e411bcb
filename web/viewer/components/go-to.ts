/** Asks the page to show another place. */
import type { Place } from "../state/place";

export function goTo(from: EventTarget, place: Place): void {
  from.dispatchEvent(new CustomEvent("sightline-go", { bubbles: true, detail: place }));
}

declare global {
  interface HTMLElementEventMap {
    "sightline-go": CustomEvent<Place>;
    "sightline-watch": CustomEvent<string>;
    "sightline-notice": CustomEvent<{ text: string; tone: "calm" | "good" | "trouble" }>;
  }
}
