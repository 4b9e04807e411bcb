/** One session's live picture: a down leg that is opened when there is something to watch, and anew when its worker changes. */
import type { Line } from "../../shared/connection";
import { MediaLeg, type LegState } from "../../shared/leg";
import type { IceServer, SessionView } from "../../shared/messages";

export interface PictureOptions {
  line: Line;
  iceServers: () => IceServer[];
  onChange: () => void;
}

export class LivePicture {
  readonly sessionId: string;
  readonly #options: PictureOptions;
  #leg: MediaLeg | null = null;
  #workerId: string | null = null;
  #stream = new MediaStream();
  #state: LegState = "idle";
  #code: string | null = null;
  #soundOn = false;

  constructor(sessionId: string, options: PictureOptions) {
    this.sessionId = sessionId;
    this.#options = options;
  }

  get stream(): MediaStream {
    return this.#stream;
  }

  get state(): LegState {
    return this.#state;
  }

  /** Why no worker takes the leg just now, as a stable code. */
  get code(): string | null {
    return this.#code;
  }

  get soundOn(): boolean {
    return this.#soundOn;
  }

  set soundOn(on: boolean) {
    this.#soundOn = on;
    this.#options.onChange();
  }

  /** Follow the session as it stands: open, open anew, or close; resolves when an offer that it takes is made. */
  async follow(session: SessionView): Promise<void> {
    if (session.state === "ended") {
      this.close();
      return;
    }
    if (!session.worker_id || !session.up_leg_id || session.worker_id === this.#workerId) return;
    this.#workerId = session.worker_id;
    this.#leg ??= this.#makeLeg();
    await this.#leg.open();
  }

  close(): void {
    this.#leg?.close();
    this.#leg = null;
    this.#workerId = null;
  }

  #makeLeg(): MediaLeg {
    return new MediaLeg({
      sessionId: this.sessionId,
      direction: "down",
      line: this.#options.line,
      iceServers: this.#options.iceServers,
      prepare: (peer) => {
        this.#prepare(peer);
      },
      onTrack: ({ track }) => {
        this.#stream.addTrack(track);
        this.#options.onChange();
      },
      onState: (state, code) => {
        this.#state = state;
        this.#code = code;
        this.#options.onChange();
      },
    });
  }

  /** A fresh stream for a fresh peer connection, so that the page shows the new tracks and no dead ones. */
  #prepare(peer: RTCPeerConnection): void {
    this.#stream = new MediaStream();
    peer.addTransceiver("video", { direction: "recvonly" });
    peer.addTransceiver("audio", { direction: "recvonly" });
  }
}
