/** The citizen's leg: sends camera and microphone up, and measures how well they get through. */
import type { Line } from "../../shared/connection";
import { MediaLeg, type LegState } from "../../shared/leg";
import type { IceServer, Signal } from "../../shared/messages";
import { sampleOf, signalOf, type Sample } from "../signal";

const UNKNOWN_MILLISECONDS = 5000;
const MEASURE_EVERY_MILLISECONDS = 2000;
const MOST_BITS_PER_SECOND = 2_000_000;

export interface UpstreamOptions {
  sessionId: string;
  line: Line;
  iceServers: () => IceServer[];
  /** What is sent; the microphone's track may come later. */
  tracks: () => { camera: MediaStreamTrack | null; microphone: MediaStreamTrack | null };
  wants: { video: boolean; audio: boolean };
  onState: (state: LegState, code: string | null) => void;
  onMeasured: (signal: Signal, bytes: number) => void;
}

export class Upstream {
  readonly #options: UpstreamOptions;
  readonly #leg: MediaLeg;
  #last: Sample | null = null;
  #bytesOfOldLegs = 0;
  #everConnected = false;
  #doubt: ReturnType<typeof setTimeout> | undefined;
  #measuring: ReturnType<typeof setInterval> | undefined;

  constructor(options: UpstreamOptions) {
    this.#options = options;
    const { sessionId, line, iceServers, onState } = options;
    const prepare = (peer: RTCPeerConnection) => {
      this.#prepare(peer);
    };
    this.#leg = new MediaLeg({ sessionId, direction: "up", line, iceServers, prepare, onState });
  }

  /** Opens the leg; later calls change nothing. */
  open(): void {
    if (this.#leg.state !== "idle") return;
    void this.#leg.open();
    this.#measuring = setInterval(() => void this.#measure(), MEASURE_EVERY_MILLISECONDS);
  }

  /** Sends another track in place of the old one, without a new leg. */
  replace(track: MediaStreamTrack): void {
    const same = this.#leg.peer?.getTransceivers().find(({ receiver }) => receiver.track.kind === track.kind);
    // A peer connection that closes meanwhile takes the new track when it is made anew.
    same?.sender.replaceTrack(track).catch(() => undefined);
  }

  /**
   * Takes the server's word on whether it knows of what we send. A leg that is connected and unknown has lost its
   * place while nobody could tell us (our connection and the worker's were cut at once): a new one is offered.
   */
  known(known: boolean): void {
    clearTimeout(this.#doubt);
    if (known) return;
    this.#doubt = setTimeout(() => {
      if (this.#leg.state === "connected") void this.#leg.open();
    }, UNKNOWN_MILLISECONDS);
  }

  close(): void {
    clearTimeout(this.#doubt);
    clearInterval(this.#measuring);
    this.#leg.close();
  }

  /** Sound has its place from the beginning, so that it can join later without another offer. */
  #prepare(peer: RTCPeerConnection): void {
    this.#bytesOfOldLegs += this.#last?.bytesSent ?? 0;
    this.#last = null;
    const { tracks, wants } = this.#options;
    const { camera, microphone } = tracks();
    const streams = [new MediaStream()];
    const sendEncodings = [{ maxBitrate: MOST_BITS_PER_SECOND }];
    if (wants.video) peer.addTransceiver(camera ?? "video", { direction: "sendonly", streams, sendEncodings });
    if (wants.audio) peer.addTransceiver(microphone ?? "audio", { direction: "sendonly", streams });
  }

  async #measure(): Promise<void> {
    const { peer } = this.#leg;
    const connected = peer?.connectionState === "connected";
    this.#everConnected ||= connected;
    if (!this.#everConnected) return;
    const sample = connected ? sampleOf(((await peer.getStats()) as Map<string, Record<string, unknown>>).values()) : null;
    const signal = signalOf(this.#last, sample);
    this.#last = sample ?? this.#last;
    this.#options.onMeasured(signal, this.#bytesOfOldLegs + (this.#last?.bytesSent ?? 0));
  }
}
