/** A position in words: coordinates to copy, and what its accuracy means. */
import type { PositionView } from "../../shared/messages";

/** "51.507351, -0.127758": six decimals are 0.1 m, more is noise. */
export function coordinates({ latitude, longitude }: Pick<PositionView, "latitude" | "longitude">): string {
  return `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;
}

/** What the accuracy means on the ground, for someone who sends people there. */
export function accuracyWords(metres: number): string {
  if (metres <= 20) return "this spot";
  if (metres <= 100) return "this building or street";
  if (metres <= 1000) return "this neighbourhood only";
  return "this area only: likely a mobile mast, not the phone";
}

/** "± 12 m", "± 1.5 km" */
export function accuracyFigure(metres: number): string {
  return metres < 1000 ? `± ${Math.round(metres)} m` : `± ${(metres / 1000).toFixed(1)} km`;
}

/** "walking pace, north-east", or null where the phone does not say. */
export function movementWords({ speed, heading }: Pick<PositionView, "speed" | "heading">): string | null {
  if (speed === null || speed === undefined || speed < 0.5) return null;
  const pace = `${(speed * 2.236936).toFixed(0)} mph`;
  return heading === null || heading === undefined ? pace : `${pace} ${compassWord(heading)}`;
}

function compassWord(heading: number): string {
  const points = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];
  return points[Math.round(heading / 45) % 8] ?? "north";
}
