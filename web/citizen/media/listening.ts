/**
 * What officers say, on the phone. The person may be hiding: nothing sounds before a tap of their own, and their No
 * stands for as long as the page is open. Loaded when an officer speaks for the first time.
 */
import type { Line } from "../../shared/connection";
import { MediaLeg, type LegState } from "../../shared/leg";
import type { IceServer, Listen, Unlisten } from "../../shared/messages";
import type { Shelf } from "../positions/queue";
import type { HearingState } from "../state";

const CHOICE = "hearing";

/** As much of an audio element as is played. */
export type Player = Pick<HTMLAudioElement, "srcObject" | "play" | "pause">;

export interface ListeningOptions {
  sessionId: string;
  line: Line;
  send: (message: Listen | Unlisten) => boolean;
  iceServers: () => IceServer[];
  shelf: Shelf;
  onHearing: (hearing: HearingState) => void;
  player?: Player;
  makePeer?: (configuration: RTCConfiguration) => RTCPeerConnection;
}

export class Listening {
  readonly #options: ListeningOptions;
  readonly #player: Player;
  #leg: MediaLeg | null = null;
  #hearing: HearingState = "unasked";

  constructor(options: ListeningOptions) {
    this.#options = options;
    this.#player = options.player ?? new Audio();
    options.line.on("welcome", () => {
      if (this.#hearing === "off") this.#sayNo();
    });
  }

  /** An officer speaks: asks once; who has answered is not asked again. */
  ask(): void {
    if (this.#hearing !== "unasked") return;
    this.#change(this.#options.shelf.getItem(CHOICE) === "off" ? "off" : "asked");
  }

  /** To be called within the tap: phones let only a tap begin a sound. */
  start(): void {
    this.#options.shelf.setItem(CHOICE, "on");
    this.#change("starting");
    this.#player.srcObject = new MediaStream();
    this.#player.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === "NotAllowedError") this.#silence("asked");
    });
    this.#leg ??= this.#makeLeg();
    void this.#leg.open();
  }

  /** No, or not any longer. */
  stop(): void {
    this.#options.shelf.setItem(CHOICE, "off");
    this.#silence("off");
    this.#sayNo();
  }

  close(): void {
    this.#silence("unasked");
  }

  #makeLeg(): MediaLeg {
    const { sessionId, line, send, iceServers, makePeer } = this.#options;
    return new MediaLeg({
      sessionId,
      direction: "down",
      line,
      iceServers,
      sendOffer: (offer) => send({ type: "listen", ...offer }),
      prepare: (peer) => {
        peer.addTransceiver("audio", { direction: "recvonly" });
      },
      onTrack: ({ track }) => {
        this.#play(track);
      },
      onState: (state) => {
        this.#follow(state);
      },
      ...(makePeer ? { makePeer } : {}),
    });
  }

  /** The stream that the tap has begun to play stays; only what is in it changes. */
  #play(track: MediaStreamTrack): void {
    const stream = this.#player.srcObject as MediaStream;
    for (const old of stream.getTracks()) stream.removeTrack(old);
    stream.addTrack(track);
    this.#player.play().catch(() => undefined);
  }

  #follow(leg: LegState): void {
    if (leg !== "closed") this.#change(leg === "connected" ? "on" : "starting");
  }

  #silence(hearing: HearingState): void {
    this.#leg?.close();
    this.#leg = null;
    this.#player.pause();
    this.#player.srcObject = null;
    this.#change(hearing);
  }

  #sayNo(): void {
    this.#options.send({ type: "unlisten", session_id: this.#options.sessionId });
  }

  #change(hearing: HearingState): void {
    if (hearing === this.#hearing) return;
    this.#hearing = hearing;
    this.#options.onHearing(hearing);
  }
}
