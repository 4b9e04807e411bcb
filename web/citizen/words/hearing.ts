/** What the page says when an officer wants to be heard: loaded with the panel, since most people never see it. */
import type { Language } from "../../shared/messages";

const en = {
  asked: "An officer wants to speak to you.",
  aloud: "If you tap “Listen”, your phone plays their voice out loud.",
  starting: "Turning on the sound.",
  on: "You can hear the police.",
  off: "You cannot hear the police.",
  yes: "Listen",
  no: "No",
  stop: "Stop listening",
};

export const HEARING: Record<Language, typeof en> = {
  en,
  cy: {
    asked: "Mae swyddog eisiau siarad â chi.",
    aloud: "Os tapiwch chi “Gwrando”, bydd eich ffôn yn chwarae ei lais yn uchel.",
    starting: "Yn troi'r sain ymlaen.",
    on: "Rydych chi'n gallu clywed yr heddlu.",
    off: "Dydych chi ddim yn gallu clywed yr heddlu.",
    yes: "Gwrando",
    no: "Na",
    stop: "Stopio gwrando",
  },
};
