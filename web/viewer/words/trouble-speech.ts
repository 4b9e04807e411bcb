/** For each reason why an invite stands still: what happened, and the next sentence to say to the caller. */
import type { TroubleReason } from "../../shared/messages";

export interface Advice {
  /** What happened, for the officer. */
  why: string;
  /** What to say to the caller; null where there is nothing for the caller to do. */
  say: string | null;
  /** What the officer does. */
  act?: "resend" | "readmit" | "new-invite";
}

export const TROUBLE_ADVICE: Record<TroubleReason, Advice> = {
  "text-refused": {
    why: "The text message provider refused the number.",
    say: "Please tell me your mobile number again, slowly.",
    act: "new-invite",
  },
  "text-undelivered": {
    why: "The network could not deliver the text.",
    say: "Is your phone switched on, with some signal? I am sending the text again.",
    act: "resend",
  },
  declined: {
    why: "They said no.",
    say: "That is fine, you do not have to. Tell me what you see, and I will write it down.",
  },
  "link-expired": {
    why: "The link ran out before they answered.",
    say: "That link is too old now. I am sending you a new one.",
    act: "resend",
  },
  "second-device": {
    why: "The link is already in use on another phone or browser.",
    say: "Which phone do you want to use? Leave the page open on that one. I will let it in, then tap Try again.",
    act: "readmit",
  },
  "camera-refused": {
    why: "They refused the camera.",
    say: "Tap the padlock beside the address, then Camera, then Allow. Then tap “Try again”.",
  },
  "camera-missing": {
    why: "The device has no camera that the page can use.",
    say: "Do you have another phone with a camera? Tell me its number, and I will send the link there.",
    act: "new-invite",
  },
  "camera-busy": {
    why: "Another app is using the camera.",
    say: "Close other apps that use the camera, such as a video call. Then come back to the page.",
  },
  "microphone-refused": {
    why: "They refused the microphone, or this phone call holds it. The picture still works.",
    say: "Stay on the call with me: I hear you here, and I see your picture there.",
  },
  "position-refused": {
    why: "They refused the position.",
    say: "Tap the padlock beside the address, then Location, then Allow. Then tap “Try again”.",
  },
  "position-unavailable": {
    why: "The phone cannot find its position.",
    say: "Switch on Location in the phone's settings. If you can do so safely, move near a window or outside.",
  },
  "browser-unsupported": {
    why: "Their browser is too old for live video.",
    say: "Do you have Chrome or Safari on the phone? Copy the link and open it there.",
  },
  "in-app-browser": {
    why: "The link opened inside another app, which keeps the camera to itself.",
    say: "Tap the button on the page that copies the link. Then open Safari or Chrome, and paste it there.",
  },
  "connection-failed": {
    why: "Video does not get through from where they are.",
    say: "If you can do so safely, move to where the signal is better, or switch Wi-Fi off or on. The page tries again by itself.",
  },
  "no-free-worker": {
    why: "Live video is full at the moment. Position and chat work, and video is tried again by itself.",
    say: "Please stay on the page. Your position reaches me already, and the picture will follow.",
  },
  left: {
    why: "They left the page.",
    say: "If you are safe, please open the link in the text again.",
  },
};
