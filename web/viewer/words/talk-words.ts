/** What an officer must know who speaks, or wants to: are they heard, and if not, what now. */
import type { Hearing, SessionView } from "../../shared/messages";
import type { TalkProblem, TalkState } from "../live/talk";

const PROBLEMS: Record<string, string> = {
  "microphone-refused": "This browser may not use your microphone. Allow it beside the address, then press again.",
  "no-microphone": "No microphone was found. Plug one in, then press again.",
  "let-go": "The microphone is ready. Press again and speak.",
  "too-long": "Stopped after two minutes. Press again to go on.",
  "someone-speaks": "Another officer is speaking. Wait until they have finished.",
  "nothing-to-watch": "Sound reaches them only while their phone sends. Type instead.",
  "session-ended": "This session has ended.",
};

const LISTENERS: Record<Hearing, string> = {
  unasked: "They are being asked to turn on sound.",
  asked: "They have not turned on sound yet. Type instead.",
  on: "You are heard.",
  off: "They have said no to sound. Type instead.",
};

/** The line beside the button; empty while there is nothing to say. */
export function talkWords(state: TalkState, hearing: Hearing, problem: TalkProblem | null): string {
  if (problem !== null) return PROBLEMS[problem] ?? "Your voice did not get through. Press again, or type.";
  if (state === "asking") return "Allow the microphone in your browser.";
  if (state === "opening") return "One moment …";
  if (state === "on") return LISTENERS[hearing];
  return hearing === "on" ? "They have sound on." : "";
}

/** Who has the word, if it is somebody else; null if it is free. */
export function otherSpeaker({ speaker_name: name }: SessionView, ourName: string): string | null {
  return name && name !== ourName ? name : null;
}
