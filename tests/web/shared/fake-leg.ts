/** A peer connection and a line to signalling, as much of both as legs touch. */
import type { EventOf, EventType, ParticipantEvent, SentMessage } from "../../../web/shared/messages";

export class FakePeer {
  connectionState: RTCPeerConnectionState = "new";
  signalingState = "stable";
  localDescription: { sdp: string } | null = null;
  remoteDescription: { sdp: string } | null = null;
  closed = false;
  readonly transceivers: unknown[] = [];
  onconnectionstatechange: (() => void) | null = null;
  onicecandidate: ((event: { candidate: { candidate: string } | null }) => void) | null = null;
  ontrack: ((event: { track: unknown }) => void) | null = null;

  addTransceiver(track: unknown) {
    this.transceivers.push(track);
  }

  getTransceivers() {
    return [];
  }

  createOffer() {
    return Promise.resolve({ type: "offer", sdp: "offer" });
  }

  setLocalDescription(description: { sdp: string }) {
    this.localDescription = description;
    this.signalingState = "have-local-offer";
    return Promise.resolve();
  }

  setRemoteDescription(description: { sdp: string }) {
    this.remoteDescription = description;
    this.signalingState = "stable";
    return Promise.resolve();
  }

  close() {
    this.closed = true;
  }

  become(state: RTCPeerConnectionState) {
    this.connectionState = state;
    this.onconnectionstatechange?.();
  }
}

export class FakeLine {
  state = "open" as const;
  /** Whether it takes what is sent. */
  open = true;
  readonly sent: SentMessage[] = [];
  #handlers: [EventType, (event: never) => void][] = [];

  send(message: SentMessage): boolean {
    if (this.open) this.sent.push(message);
    return this.open;
  }

  on<Type extends EventType>(type: Type, handler: (event: EventOf<Type>) => void): () => void {
    this.#handlers.push([type, handler]);
    return () => {
      this.#handlers = this.#handlers.filter(([, one]) => one !== handler);
    };
  }

  hear(event: ParticipantEvent): void {
    for (const [type, handler] of [...this.#handlers]) if (type === event.type) handler(event as never);
  }

  offers() {
    return this.sent.filter((message) => message.type === "offer");
  }

  types(): string[] {
    return this.sent.map(({ type }) => type);
  }
}

/** Lets promises that wait for nothing else come to their end. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}
