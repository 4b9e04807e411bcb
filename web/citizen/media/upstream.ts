/** The citizen's leg: sends camera and microphone up, and measures how well they get through. */
import type { Line } from "../../shared/connection";
import { MediaLeg, type LegState } from "../../shared/leg";
import type { AskedQuality, IceServer, Signal, Still } from "../../shared/messages";
import { sampleOf, signalOf, type Sample } from "../signal";
import type { QualityFacts, QualityKeeper } from "./quality-keeper";

const UNKNOWN_MILLISECONDS = 5000;
const MEASURE_EVERY_MILLISECONDS = 2000;
/** Until the first picture has arrived. */
const MEASURE_AT_FIRST_MILLISECONDS = 1000;
const MOST_BITS_PER_SECOND = 2_000_000;

export interface UpstreamOptions {
  sessionId: string;
  line: Line;
  sendStill: (still: Still) => boolean;
  iceServers: () => IceServer[];
  /** What is sent; the microphone's track may come later. */
  tracks: () => { camera: MediaStreamTrack | null; microphone: MediaStreamTrack | null };
  wants: { video: boolean; audio: boolean };
  onState: (state: LegState, code: string | null) => void;
  onMeasured: (signal: Signal, bytes: number) => void;
  onQuality: (facts: QualityFacts) => void;
}

export class Upstream {
  readonly #options: UpstreamOptions;
  readonly #leg: MediaLeg;
  #last: Sample | null = null;
  #bytesOfOldLegs = 0;
  #everConnected = false;
  #doubt: ReturnType<typeof setTimeout> | undefined;
  #measuring: ReturnType<typeof setTimeout> | undefined;
  /** The leg over which a picture has arrived last. */
  #arrivedLegId: string | null = null;
  #keeper: QualityKeeper | null = null;
  #loading = false;
  #asked: AskedQuality = "automatic";
  /** Server's clock minus ours, in milliseconds. */
  #skew = 0;

  constructor(options: UpstreamOptions) {
    this.#options = options;
    const { sessionId, line, iceServers, onState } = options;
    const prepare = (peer: RTCPeerConnection) => {
      this.#prepare(peer);
    };
    this.#leg = new MediaLeg({ sessionId, direction: "up", line, iceServers, prepare, onState });
    line.on("leg", ({ leg_id, state }) => {
      if (state === "first-frame") this.#arrivedLegId = leg_id;
    });
    line.on("welcome", ({ server_time, session }) => {
      this.#skew = Date.parse(server_time) - Date.now();
      // What was said of a leg while the connection was away.
      if (session?.state === "live") this.#arrivedLegId = session.up_leg_id;
      this.#keeper?.stills.sayAgain();
    });
    line.on("still-stored", ({ sequence }) => {
      this.#keeper?.stills.stored(sequence);
    });
    line.on("ask-quality", ({ quality }) => {
      this.#asked = quality;
      this.#keeper?.ask(quality);
    });
  }

  /** Opens the leg; later calls change nothing. */
  open(): void {
    if (this.#leg.state !== "idle") return;
    void this.#leg.open().then(() => this.#loadKeeper());
    this.#measureSoon();
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
    clearTimeout(this.#measuring);
    this.#keeper?.close();
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

  get #hasArrived(): boolean {
    return this.#arrivedLegId === this.#leg.legId;
  }

  /** Is loaded once the offer is on its way; where that fails, the next measurement tries again. */
  async #loadKeeper(): Promise<void> {
    const { sessionId, line, wants, tracks, sendStill, onQuality } = this.#options;
    if (this.#loading || !wants.video) return;
    this.#loading = true;
    try {
      const { QualityKeeper } = await import("./quality-keeper");
      if (this.#leg.state === "closed") return;
      this.#keeper = new QualityKeeper({
        sessionId,
        peer: () => this.#leg.peer,
        camera: () => tracks().camera,
        lineOpen: () => line.state === "open",
        send: sendStill,
        now: () => Date.now() + this.#skew,
        onQuality,
      });
      this.#keeper.ask(this.#asked);
    } catch {
      this.#loading = false;
    }
  }

  #measureSoon(): void {
    const wait = this.#hasArrived ? MEASURE_EVERY_MILLISECONDS : MEASURE_AT_FIRST_MILLISECONDS;
    this.#measuring = setTimeout(() => {
      this.#measureSoon();
      void this.#measure();
    }, wait);
  }

  async #measure(): Promise<void> {
    const { peer } = this.#leg;
    const connected = peer?.connectionState === "connected";
    this.#everConnected ||= connected;
    const sample = connected ? sampleOf(((await peer.getStats()) as Map<string, Record<string, unknown>>).values()) : null;
    if (this.#keeper === null) void this.#loadKeeper();
    else this.#keeper.measured(sample, this.#hasArrived);
    if (!this.#everConnected) return;
    const measured = signalOf(this.#last, sample);
    // Sound and stills that get through say nothing of the picture that did not.
    const signal = measured === "good" && this.#keeper?.isHeldBack ? "weak" : measured;
    this.#last = sample ?? this.#last;
    this.#options.onMeasured(signal, this.#bytesOfOldLegs + (this.#last?.bytesSent ?? 0));
  }
}
