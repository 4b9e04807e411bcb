/**
 * The officer's voice to one session's citizen: a leg that is opened to speak. When they let go, it falls silent at
 * once and is closed a moment later, so that an answer in the same breath needs no new leg.
 */
import type { Line } from "../../shared/connection";
import { MediaLeg, type LegState } from "../../shared/leg";
import type { IceServer, Talk as TalkMessage } from "../../shared/messages";
import { Loudness } from "./loudness";

const CLOSE_AFTER_MILLISECONDS = 4000;
const LONGEST_MILLISECONDS = 120_000;
const MICROPHONE = { audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true } };

/** "asking" is the browser's question for the microphone, "opening" the way to the worker, "pausing" let go just now. */
export type TalkState = "quiet" | "asking" | "opening" | "on" | "pausing";

/** Why it is quiet although it should not be; a refusal's code stands for itself. */
export type TalkProblem = "microphone-refused" | "no-microphone" | "let-go" | "too-long" | (string & {});

export interface TalkOptions {
  sessionId: string;
  line: Line;
  send: (message: TalkMessage) => boolean;
  iceServers: () => IceServer[];
  onChange: () => void;
  getMicrophone?: () => Promise<MediaStream>;
  makeLoudness?: (stream: MediaStream) => Loudness;
  makePeer?: (configuration: RTCConfiguration) => RTCPeerConnection;
}

export class Talk {
  readonly #options: TalkOptions;
  #state: TalkState = "quiet";
  #problem: TalkProblem | null = null;
  #microphone: MediaStream | null = null;
  #loudness: Loudness | null = null;
  #leg: MediaLeg | null = null;
  #wanted = false;
  #closing: ReturnType<typeof setTimeout> | undefined;
  #tooLong: ReturnType<typeof setTimeout> | undefined;

  constructor(options: TalkOptions) {
    this.#options = options;
  }

  get state(): TalkState {
    return this.#state;
  }

  get problem(): TalkProblem | null {
    return this.#problem;
  }

  /** How loud the officer is now, from 0 to 1. */
  get level(): number {
    return this.#state === "on" ? (this.#loudness?.level ?? 0) : 0;
  }

  /** Speak from now on. The microphone is asked for at the first time only. */
  async begin(): Promise<void> {
    if (this.#wanted) return;
    this.#wanted = true;
    this.#problem = null;
    clearTimeout(this.#closing);
    this.#tooLong = setTimeout(() => {
      this.#fail("too-long");
    }, LONGEST_MILLISECONDS);
    if (this.#leg) this.#hear(true);
    else await this.#open();
  }

  /** Fall silent at once. */
  pause(): void {
    if (!this.#wanted) return;
    this.#wanted = false;
    clearTimeout(this.#tooLong);
    if (!this.#leg) return; // The browser's question is still open.
    this.#hear(false);
    this.#closing = setTimeout(() => {
      this.end();
    }, CLOSE_AFTER_MILLISECONDS);
  }

  end(): void {
    this.#wanted = false;
    clearTimeout(this.#closing);
    clearTimeout(this.#tooLong);
    this.#leg?.close();
    this.#leg = null;
    this.#loudness?.close();
    this.#loudness = null;
    for (const track of this.#microphone?.getTracks() ?? []) track.stop();
    this.#microphone = null;
    this.#change("quiet");
  }

  async #open(): Promise<void> {
    this.#change("asking");
    const microphone = await this.#askForMicrophone();
    if (microphone === null) return;
    this.#microphone = microphone;
    if (!this.#wanted) {
      this.#fail("let-go");
      return;
    }
    this.#loudness = (this.#options.makeLoudness ?? ((stream) => new Loudness(stream)))(microphone);
    this.#leg = this.#makeLeg();
    this.#change("opening");
    await this.#leg.open();
  }

  async #askForMicrophone(): Promise<MediaStream | null> {
    const get = this.#options.getMicrophone ?? (() => navigator.mediaDevices.getUserMedia(MICROPHONE));
    try {
      return await get();
    } catch (error) {
      const refused = error instanceof DOMException && error.name === "NotAllowedError";
      this.#fail(refused ? "microphone-refused" : "no-microphone");
      return null;
    }
  }

  #makeLeg(): MediaLeg {
    const { sessionId, line, send, iceServers, makePeer } = this.#options;
    return new MediaLeg({
      sessionId,
      direction: "up",
      line,
      iceServers,
      sendOffer: (offer) => send({ type: "talk", ...offer }),
      prepare: (peer) => {
        const track = this.#microphone?.getAudioTracks()[0];
        if (track) peer.addTransceiver(track, { direction: "sendonly", streams: [new MediaStream()] });
      },
      onState: (state, code) => {
        this.#follow(state, code);
      },
      ...(makePeer ? { makePeer } : {}),
    });
  }

  /** A voice that is lost is not taken up again by itself: who speaks must know that nobody heard it. */
  #follow(leg: LegState, code: string | null): void {
    if (leg === "connected") this.#hear(this.#wanted);
    else if (leg === "refused" || leg === "interrupted") this.#fail(code ?? "connection-failed");
  }

  #hear(on: boolean): void {
    for (const track of this.#microphone?.getTracks() ?? []) track.enabled = on;
    if (on) this.#change(this.#leg?.state === "connected" ? "on" : "opening");
    else this.#change("pausing");
  }

  #fail(problem: TalkProblem): void {
    this.#problem = problem;
    this.end();
  }

  #change(state: TalkState): void {
    this.#state = state;
    this.#options.onChange();
  }
}
