/**
 * One direction of live media between this page and a worker: an RTCPeerConnection that is made anew whenever it
 * fails or its worker is gone, for a worker takes no ICE restart. Signalling is told by the connection it is given.
 */
import { backoffMilliseconds, type Random } from "./backoff";
import { CandidateBatch } from "./candidates";
import { preferH264 } from "./codecs";
import type { Line } from "./connection";
import type { EventOf, IceServer, Offer } from "./messages";

const ANSWER_WITHIN_SECONDS = 10;
const CONNECT_WITHIN_SECONDS = 15;
const INTERRUPTED_SECONDS = 5;

/** "refused" means that no worker takes it now (`code` says why); it is tried again like any failure. */
export type LegState = "idle" | "connecting" | "connected" | "interrupted" | "refused" | "closed";

export interface LegOptions {
  sessionId: string;
  direction: "up" | "down";
  line: Line;
  iceServers: () => IceServer[];
  /** Adds the transceivers of a fresh peer connection: what is sent, or what is wanted. */
  prepare: (peer: RTCPeerConnection) => void;
  /** Says what the leg is for, where it carries no picture; returns whether it was sent. */
  sendOffer?: (offer: Omit<Offer, "type">) => boolean;
  onState: (state: LegState, code: string | null) => void;
  onTrack?: (event: RTCTrackEvent) => void;
  makePeer?: (configuration: RTCConfiguration) => RTCPeerConnection;
  random?: Random;
}

export class MediaLeg {
  readonly #options: LegOptions;
  readonly #silence: (() => void)[];
  #peer: RTCPeerConnection | null = null;
  #legId = "";
  #offeredAlready = false;
  #candidates: CandidateBatch | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #state: LegState = "idle";

  constructor(options: LegOptions) {
    this.#options = options;
    const { line } = options;
    this.#silence = [
      line.on("answer", (event) => void this.#take(event)),
      line.on("refusal", (event) => {
        if (event.leg_id === this.#legId) this.#refused(event);
      }),
      line.on("leg", (event) => {
        this.#hear(event);
      }),
      line.on("welcome", (event) => {
        this.#lineIsBack(event);
      }),
    ];
  }

  get state(): LegState {
    return this.#state;
  }

  /** Changes with every new peer connection. */
  get legId(): string {
    return this.#legId;
  }

  get peer(): RTCPeerConnection | null {
    return this.#peer;
  }

  /** Opens the leg, or opens it anew with fresh tracks; resolves when its offer is on its way. */
  open(): Promise<void> {
    this.#hangUp();
    this.#legId = crypto.randomUUID();
    this.#offeredAlready = false;
    const peer = this.#makePeer();
    this.#peer = peer;
    this.#options.prepare(peer);
    preferH264(peer);
    this.#change("connecting");
    return this.#offer(peer, this.#legId);
  }

  /** Closes the leg for good. */
  close(): void {
    this.#hangUp();
    for (const silence of this.#silence) silence();
    this.#change("closed");
  }

  #makePeer(): RTCPeerConnection {
    const make = this.#options.makePeer ?? ((configuration) => new RTCPeerConnection(configuration));
    const peer = make({ iceServers: this.#options.iceServers().map(rtcIceServer), bundlePolicy: "max-bundle" });
    const { line, sessionId } = this.#options;
    const candidates = new CandidateBatch((batch, last) => {
      line.send({ type: "candidates", session_id: sessionId, leg_id: this.#legId, candidates: batch, last });
    });
    this.#candidates = candidates;
    peer.onicecandidate = ({ candidate }) => {
      candidates.add(candidate?.candidate ?? "");
    };
    peer.onconnectionstatechange = () => {
      if (peer === this.#peer) this.#follow(peer.connectionState);
    };
    if (this.#options.onTrack) peer.ontrack = this.#options.onTrack;
    return peer;
  }

  /** The offer goes out at once; candidates follow it in batches. */
  async #offer(peer: RTCPeerConnection, legId: string): Promise<void> {
    try {
      await peer.setLocalDescription(await peer.createOffer());
    } catch {
      if (peer === this.#peer) this.#retry("invalid-offer");
      return;
    }
    const sdp = peer.localDescription?.sdp;
    if (peer !== this.#peer || sdp === undefined) return;
    const { line, sessionId, sendOffer } = this.#options;
    const offer = { session_id: sessionId, leg_id: legId, sdp };
    if (sendOffer?.(offer) ?? line.send({ type: "offer", ...offer })) this.#offered();
    // Else the connection is away: its next welcome opens a new leg.
  }

  #offered(): void {
    this.#offeredAlready = true;
    this.#candidates?.release();
    this.#after(ANSWER_WITHIN_SECONDS, () => {
      this.#retry("connection-failed");
    });
  }

  async #take(answer: EventOf<"answer">): Promise<void> {
    const peer = this.#peer;
    if (peer === null || answer.leg_id !== this.#legId || peer.signalingState !== "have-local-offer") return;
    this.#after(CONNECT_WITHIN_SECONDS, () => {
      this.#retry("connection-failed");
    });
    try {
      await peer.setRemoteDescription({ type: "answer", sdp: answer.sdp });
    } catch {
      if (peer === this.#peer) this.#retry("invalid-offer");
    }
  }

  #refused(refusal: EventOf<"refusal">): void {
    this.#retry(refusal.code, refusal.retry_after_seconds ?? 0);
  }

  #hear(event: EventOf<"leg">): void {
    if (event.leg_id !== this.#legId || event.state !== "closed") return;
    if (this.#peer === null || this.#state === "refused") return;
    this.#peer.close();
    this.#peer = null;
    this.#retry(event.reason ?? null);
  }

  #lineIsBack(welcome: EventOf<"welcome">): void {
    const running = this.#state === "connected" && welcome.session?.worker_id !== null;
    if (this.#state !== "idle" && !running) void this.open();
  }

  #follow(state: RTCPeerConnectionState): void {
    if (state === "connected") {
      clearTimeout(this.#timer);
      this.#failures = 0;
      this.#change("connected");
    } else if (state === "failed") this.#retry(null);
    else if (state === "disconnected") {
      this.#change("interrupted");
      this.#after(INTERRUPTED_SECONDS, () => {
        this.#retry(null);
      });
    }
  }

  /** Waits and opens anew; while the connection is away its welcome does that instead. */
  #retry(code: string | null, atLeastSeconds = 0): void {
    this.#failures += 1;
    this.#change(code === null || code === "worker-gone" ? "interrupted" : "refused", code);
    if (this.#state === "closed") return; // by its owner, who wants no second try
    const wait = backoffMilliseconds(this.#failures, this.#options.random) / 1000;
    this.#after(atLeastSeconds + wait, () => {
      if (this.#options.line.state === "open") void this.open();
    });
  }

  #after(seconds: number, act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, seconds * 1000);
  }

  #hangUp(): void {
    clearTimeout(this.#timer);
    this.#candidates?.stop();
    if (this.#peer === null) return;
    this.#peer.onconnectionstatechange = this.#peer.onicecandidate = this.#peer.ontrack = null;
    this.#peer.close();
    this.#peer = null;
    if (!this.#offeredAlready) return;
    this.#options.line.send({ type: "hangup", session_id: this.#options.sessionId, leg_id: this.#legId });
  }

  #change(state: LegState, code: string | null = null): void {
    if (state === this.#state && code === null) return;
    this.#state = state;
    this.#options.onState(state, code);
  }
}

function rtcIceServer({ urls, username, credential }: IceServer): RTCIceServer {
  return { urls, ...(username ? { username } : {}), ...(credential ? { credential } : {}) };
}
