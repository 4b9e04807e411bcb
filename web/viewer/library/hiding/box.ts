/** A box on a picture, as shares of its width and height; moved and sized by pointer and by keys. */

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Part = "box" | "corner";

/** A box can be no smaller: it could not be taken hold of again. */
export const SMALLEST = 0.02;
const STEP = 0.01;

/** The whole box on the picture, no smaller than can be seen. */
export function onPicture({ x, y, width, height }: Box): Box {
  const wide = clamp(width, SMALLEST, 1);
  const high = clamp(height, SMALLEST, 1);
  return { x: clamp(x, 0, 1 - wide), y: clamp(y, 0, 1 - high), width: wide, height: high };
}

export function moved(box: Box, right: number, down: number): Box {
  return onPicture({ ...box, x: box.x + right, y: box.y + down });
}

/** By its lower right corner, which stays on the picture. */
export function sized(box: Box, right: number, down: number): Box {
  return onPicture({
    ...box,
    width: clamp(box.width + right, SMALLEST, 1 - box.x),
    height: clamp(box.height + down, SMALLEST, 1 - box.y),
  });
}

export function dragged(part: Part, box: Box, right: number, down: number): Box {
  return part === "corner" ? sized(box, right, down) : moved(box, right, down);
}

/** Arrows move it by a hundredth of the picture, with Shift they make it larger or smaller; null for other keys. */
export function byKey(box: Box, key: string, shift: boolean): Box | null {
  const ways: Record<string, readonly [number, number]> = {
    ArrowLeft: [-STEP, 0],
    ArrowRight: [STEP, 0],
    ArrowUp: [0, -STEP],
    ArrowDown: [0, STEP],
  };
  const way = ways[key];
  if (!way) return null;
  return dragged(shift ? "corner" : "box", box, ...way);
}

/** The box between two corners, whichever way it was drawn. */
export function drawn(from: { x: number; y: number }, to: { x: number; y: number }): Box {
  return onPicture({
    x: Math.min(from.x, to.x),
    y: Math.min(from.y, to.y),
    width: Math.abs(to.x - from.x),
    height: Math.abs(to.y - from.y),
  });
}

/** "40% from the left, 35% from the top, 20% wide, 30% high": what somebody hears who moves it without seeing it. */
export function placeWords({ x, y, width, height }: Box): string {
  const share = (part: number) => `${Math.round(part * 100)}%`;
  return `${share(x)} from the left, ${share(y)} from the top, ${share(width)} wide, ${share(height)} high`;
}

interface Size {
  width: number;
  height: number;
}

/** Room, in pixels, that a box's name and the handle of its corner take. */
const NAME = { width: 84, height: 22 };
const HANDLE = 22;
/** What a box must have to keep most of itself in sight with both inside. */
const LARGE = { width: 120, height: 60 };

/**
 * Where a box's name and handle stand, as classes; `picture` in pixels. Beside a box that they would cover, and never
 * where the picture's edge would cut them off.
 */
export function fittings(box: Box, picture: Size): string {
  const [left, top] = [box.x * picture.width, box.y * picture.height];
  const [wide, high] = [box.width * picture.width, box.height * picture.height];
  const isLarge = wide >= LARGE.width && high >= LARGE.height;
  const leans = left + NAME.width > picture.width;
  const juts = !isLarge && left + wide + HANDLE <= picture.width && top + high + HANDLE <= picture.height;
  const name = isLarge ? "name-within" : top >= NAME.height ? "name-above" : "name-below";
  return [name, leans ? "name-leans" : "", juts ? "handle-juts" : ""].filter(Boolean).join(" ");
}

/** Where a picture lies within the element that shows it, which leaves bars beside or above it; in pixels. */
export function pictureWithin(element: Box, picture: Size): Box {
  const scale = Math.min(element.width / (picture.width || 1), element.height / (picture.height || 1));
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { x: element.x + (element.width - width) / 2, y: element.y + (element.height - height) / 2, width, height };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}
