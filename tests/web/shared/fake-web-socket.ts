/** A WebSocket whose other end is the test. */
import type { ParticipantEvent, SentMessage } from "../../../web/shared/messages";

export class FakeWebSocket {
  readonly url: string;
  readonly said: SentMessage[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;

  constructor(url: string) {
    this.url = url;
  }

  send(text: string): void {
    this.said.push(JSON.parse(text) as SentMessage);
  }

  close(): void {
    this.readyState = 3;
  }

  /** The other end accepts the connection. */
  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  /** The other end says something. */
  hear(event: ParticipantEvent): void {
    this.onmessage?.({ data: JSON.stringify(event) });
  }

  /** The network or the other end cuts it. */
  cut(): void {
    this.readyState = 3;
    this.onclose?.();
  }
}

export const WELCOME: Extract<ParticipantEvent, { type: "welcome" }> = {
  type: "welcome",
  participant_id: "p-1",
  name: "",
  role: "citizen",
  server_time: "2026-11-21T10:00:00Z",
  reconnect_after_seconds: 6000,
  ping_every_seconds: 60,
  session: null,
};
