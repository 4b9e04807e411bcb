/** What the funnel says: where it stands, since when, and the next sentence to say to the caller. */
import type { FunnelStage, InviteView } from "../../shared/messages";
import { awaitedStage, isClosed, latestStep, STAGE_WORDS } from "./funnel";
import { PHONE_BUTTONS } from "./phone-buttons";
import { age } from "./times";
import { TROUBLE_ADVICE, type Advice } from "./trouble-speech";

export type Tone = "good" | "waiting" | "trouble" | "closed";

export interface Speech {
  tone: Tone;
  /** One line for the officer: "Link opened 8 s ago. Waiting for them to agree." */
  headline: string;
  /** The next sentence to say to the caller. */
  say: string | null;
  act?: Advice["act"];
}

interface Wait {
  waitingFor: string;
  say: (invite: InviteView, force: string) => string;
  /** After how many seconds the wait is longer than usual, and what to do then. */
  slow: { after: number; hint: string };
}

const CHECK_NUMBER = "Longer than usual: read the number back to them, then send the text again.";
const ASK_SCREEN = "Longer than usual: ask them what the screen shows.";

const WAITS: Record<FunnelStage, Wait> = {
  sent: {
    waitingFor: "Handing the text to the network.",
    say: (_, force) => `I am sending you a text from ${force}. Please stay on the line.`,
    slow: { after: 10, hint: CHECK_NUMBER },
  },
  delivered: {
    waitingFor: "Waiting for the phone to receive it.",
    say: (_, force) => `A text from ${force} is on its way. Put me on speaker, so that you can look at the phone.`,
    slow: { after: 30, hint: CHECK_NUMBER },
  },
  opened: {
    waitingFor: "Waiting for them to open the link.",
    say: ({ spoken_code }) => `Open the text and tap the link. The page must show the words “${spoken_code}”.`,
    slow: { after: 45, hint: ASK_SCREEN },
  },
  consented: {
    waitingFor: "Waiting for them to agree.",
    say: ({ spoken_code, language }) =>
      `Does the page show “${spoken_code}”? If you are happy with that, tap “${PHONE_BUTTONS[language].agree}”.`,
    slow: { after: 60, hint: ASK_SCREEN },
  },
  "camera-granted": {
    waitingFor: "Waiting for them to allow the camera.",
    say: ({ language }) => `Tap “${PHONE_BUTTONS[language].camera}”. When the phone asks, tap Allow.`,
    slow: { after: 20, hint: ASK_SCREEN },
  },
  connecting: {
    waitingFor: "The phone starts its camera.",
    say: () => "Thank you. Stay on the page, the picture takes a moment.",
    slow: { after: 15, hint: ASK_SCREEN },
  },
  "first-frame": {
    waitingFor: "Waiting for the first picture.",
    say: () => "Stay on the page and keep the screen on. The picture is coming.",
    slow: { after: 15, hint: "Longer than usual: ask whether the signal is weak where they are." },
  },
  "first-position": {
    waitingFor: "Waiting for the first position.",
    say: ({ language }) => `Tap “${PHONE_BUTTONS[language].position}”. When the phone asks, tap Allow.`,
    slow: { after: 30, hint: "Longer than usual: ask them whether Location is on in the phone's settings." },
  },
};

/** Say where an invite stands. `now` is the server's clock, in milliseconds. */
export function speak(invite: InviteView, forceName: string, now: number): Speech {
  if (invite.trouble) return speakOfTrouble(invite, now);
  if (isClosed(invite)) return speakOfClosure(invite);
  const awaited = awaitedStage(invite);
  if (!awaited) return speakOfAll(invite);
  return speakOfWait(invite, awaited, forceName, now);
}

/** Nothing is awaited any more; files come when the caller chooses some. */
function speakOfAll({ capabilities, language }: InviteView): Speech {
  if (!capabilities.includes("upload")) return { tone: "good", headline: "Everything that you asked for is here.", say: null };
  const say = `Tap “${PHONE_BUTTONS[language].files}”, and choose the ones that you want us to have.`;
  return { tone: "good", headline: "They can choose photos and videos now.", say };
}

function speakOfWait(invite: InviteView, awaited: FunnelStage, forceName: string, now: number): Speech {
  const wait = WAITS[awaited];
  const last = latestStep(invite);
  const since = last?.at ?? invite.created_at;
  const slow = now - new Date(since).getTime() > wait.slow.after * 1000;
  const happened = last ? `${STAGE_WORDS[last.stage]} ${age(since, now)} ago.` : `Made ${age(since, now)} ago.`;
  const headline = [happened, wait.waitingFor, slow ? wait.slow.hint : ""].filter(Boolean).join(" ");
  return { tone: "waiting", headline, say: wait.say(invite, forceName) };
}

function speakOfTrouble(invite: InviteView, now: number): Speech {
  if (!invite.trouble) return speakOfClosure(invite);
  const { why, say, act } = TROUBLE_ADVICE[invite.trouble.reason];
  const tone = invite.trouble.reason === "declined" ? "closed" : "trouble";
  return { tone, headline: `${why} ${age(invite.trouble.at, now)} ago.`, say, ...(act ? { act } : {}) };
}

function speakOfClosure(invite: InviteView): Speech {
  if (invite.state === "declined")
    return { tone: "closed", headline: "They said no.", say: TROUBLE_ADVICE.declined.say };
  if (invite.state === "revoked")
    return { tone: "closed", headline: "The link was withdrawn. It does not work any more.", say: null };
  const { why, say } = TROUBLE_ADVICE["link-expired"];
  return { tone: "closed", headline: why, say, act: "resend" };
}
