/** What boxes lie over: the picture of a film, or a photograph. */
import { pictureWithin, type Box } from "./box";

export type ShownPicture = HTMLVideoElement | HTMLImageElement;

/** The one on a screen. */
export function pictureOn(screen: Element | null): ShownPicture | null {
  return screen?.querySelector<ShownPicture>("video, img") ?? null;
}

export function isPlaying(picture: ShownPicture | null): picture is HTMLVideoElement {
  return picture instanceof HTMLVideoElement && !picture.paused;
}

/** Where on its screen it is seen, in pixels; null as long as nothing is. Browsers count it as they turn it. */
export function placeOf(picture: ShownPicture): Box | null {
  const [width, height] =
    picture instanceof HTMLVideoElement
      ? [picture.videoWidth, picture.videoHeight]
      : [picture.naturalWidth, picture.naturalHeight];
  if (!width || !height) return null;
  const element = { x: picture.offsetLeft, y: picture.offsetTop, width: picture.offsetWidth, height: picture.offsetHeight };
  return pictureWithin(element, { width, height });
}

/** Calls whenever it may be seen elsewhere, or for the first time; returns the way to stop that. */
export function watchPlace(picture: ShownPicture, moved: () => void): () => void {
  const sizes = new ResizeObserver(moved);
  sizes.observe(picture);
  const events = ["resize", "load"];
  for (const each of events) picture.addEventListener(each, moved);
  return () => {
    sizes.disconnect();
    for (const each of events) picture.removeEventListener(each, moved);
  };
}
