/** The person's own picture: what the police see. */
import type { App } from "../app";
import { element } from "../dom";
import type { Words } from "../words";

export function preview(app: App, say: Words): HTMLVideoElement {
  const video = element("video", { class: "preview", muted: true, playsinline: true, autoplay: true });
  video.setAttribute("aria-label", say("live.preview"));
  video.muted = true; // The attribute alone does not silence an element that a script has made.
  video.srcObject = app.capture.stream;
  video.play().catch(() => undefined); // Autoplay makes up for it as soon as there is a picture.
  return video;
}
