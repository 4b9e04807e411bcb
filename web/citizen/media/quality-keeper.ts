/**
 * Keeps what is sent at what the network bears and the officers ask for. It is loaded once the leg is under way, for
 * the start of the picture must not wait for it.
 */
import type { AskedQuality, Quality, Still } from "../../shared/messages";
import type { Sample } from "../signal";
import type { LineFacts } from "../state";
import { QUALITY } from "../words/quality";
import { CameraPictures } from "./jpeg";
import { beginning, reasonOf, sendsStills, sentOf, step } from "./ladder";
import { limitCamera, limitSenders } from "./limits";
import { Stills } from "./stills";

/** A page that slept has measured nothing meanwhile. */
const MOST_SECONDS = 4;

export type QualityFacts = Pick<LineFacts, "quality" | "qualityReason" | "qualityWords">;

export interface QualityOptions {
  sessionId: string;
  peer: () => RTCPeerConnection | null;
  camera: () => MediaStreamTrack | null;
  /** Whether signalling, which carries the stills, is connected. */
  lineOpen: () => boolean;
  send: (still: Still) => boolean;
  /** The server's clock, in milliseconds. */
  now: () => number;
  onQuality: (facts: QualityFacts) => void;
}

export class QualityKeeper {
  readonly stills: Stills;
  readonly #options: QualityOptions;
  #asked: AskedQuality = "automatic";
  #ladder = beginning(effectiveType());
  #measuredAt = Date.now();
  #sharp: MediaStreamTrack | null = null;
  #peer: RTCPeerConnection | null = null;
  #told = "";

  constructor(options: QualityOptions) {
    this.#options = options;
    this.stills = new Stills({ ...options, pictures: new CameraPictures(() => this.#camera) });
  }

  /**
   * Takes the newest measurement of the leg, null while there is none, and whether a picture has arrived over it. A
   * camera that is off proves nothing.
   */
  measured(sample: Sample | null, arrived: boolean): void {
    const seconds = (Date.now() - this.#measuredAt) / 1000;
    this.#measuredAt = Date.now();
    if (this.#camera !== null) this.#step(sample, arrived, Math.min(seconds, MOST_SECONDS));
    this.#follow();
  }

  ask(asked: AskedQuality): void {
    this.#asked = asked;
    this.#follow();
  }

  /** Whether the network lets less through than is asked for. */
  get isHeldBack(): boolean {
    return reasonOf(sentOf(this.#ladder, this.#asked), this.#asked) === "network";
  }

  close(): void {
    this.stills.stop();
  }

  /** The camera, while it is on and may be seen. */
  get #camera(): MediaStreamTrack | null {
    const track = this.#options.camera();
    return track?.readyState === "live" && track.enabled && !track.muted && !document.hidden ? track : null;
  }

  #step(sample: Sample | null, arrived: boolean, seconds: number): void {
    const measured = {
      seconds,
      connected: sample !== null,
      arrived,
      lineOpen: this.#options.lineOpen(),
      framesPerSecond: sample?.framesPerSecond ?? 0,
      available: sample?.available ?? null,
      fractionLost: sample?.fractionLost ?? 0,
      roundTripSeconds: sample?.roundTripSeconds ?? 0,
      stillWaitsSeconds: this.stills.waitsSeconds,
    };
    this.#ladder = step(this.#ladder, measured, this.#asked);
  }

  /** Makes camera, encoders and stills what they should be now. */
  #follow(): void {
    const sent = sentOf(this.#ladder, this.#asked);
    if (sendsStills(this.#ladder, sent)) this.stills.start();
    else this.stills.stop();
    this.#tellCamera(sent);
    this.#tellSenders(sent);
    const qualityReason = reasonOf(sent, this.#asked);
    this.#options.onQuality({ quality: sent, qualityReason, qualityWords: QUALITY });
  }

  #tellCamera(sent: Quality): void {
    const camera = this.#camera;
    if (camera === null || (sent === "sharp") === (camera === this.#sharp)) return;
    this.#sharp = sent === "sharp" ? camera : null;
    // A camera that has no other resolution goes on as it is.
    limitCamera(camera, sent).catch(() => undefined);
  }

  /** Once for each change of quality, camera or leg; encoders that refuse are told again next time. */
  #tellSenders(sent: Quality): void {
    const peer = this.#options.peer();
    const track = this.#options.camera();
    const { width, height } = track?.getSettings() ?? {};
    const told = [sent, track?.id, width, height].join(" ");
    if (peer === null || (peer === this.#peer && told === this.#told)) return;
    this.#peer = peer;
    this.#told = told;
    limitSenders(peer, sent).catch(() => {
      this.#told = "";
    });
  }
}

/** "slow-2g" to "4g"; TypeScript does not know it, for not all browsers say. */
function effectiveType(): string | undefined {
  return (navigator as { connection?: { effectiveType?: string } }).connection?.effectiveType;
}
