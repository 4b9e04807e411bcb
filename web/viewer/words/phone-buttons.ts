/** The buttons on the caller's page by the words that stand on them, so that officers can say which one to tap. */
import type { Language } from "../../shared/messages";

export interface PhoneButtons {
  agree: string;
  camera: string;
  position: string;
  again: string;
  files: string;
}

/** The same words as in the citizen page's catalogues; a test holds the two together. */
export const PHONE_BUTTONS: Record<Language, PhoneButtons> = {
  en: {
    agree: "Yes, I agree",
    camera: "Turn on the camera",
    position: "Share where I am",
    again: "Try again",
    files: "Send photos or videos you already have",
  },
  cy: {
    agree: "Ydw, rwy'n cytuno",
    camera: "Troi'r camera ymlaen",
    position: "Rhannu ble'r ydw i",
    again: "Rhoi cynnig arall arni",
    files: "Anfon lluniau neu fideos sydd gennych yn barod",
  },
};
