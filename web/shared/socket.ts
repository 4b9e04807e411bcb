/** One WebSocket from its ticket to its end: says hello, hears welcome, pings, and notices silence. */
import { parseEvent, type EventOf, type ParticipantEvent, type SentMessage } from "./messages";

const WELCOME_WITHIN_SECONDS = 10;

export type OpenWebSocket = (url: string) => WebSocket;

export interface SocketListener {
  welcomed(welcome: EventOf<"welcome">): void;
  received(event: ParticipantEvent): void;
  /** Called once, however it ended; never after `close`. */
  lost(): void;
}

export class Socket {
  readonly #webSocket: WebSocket;
  readonly #listener: SocketListener;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #pinging: ReturnType<typeof setInterval> | undefined;
  #heardSincePing = true;
  #over = false;

  constructor(url: string, openWebSocket: OpenWebSocket, listener: SocketListener) {
    this.#listener = listener;
    this.#webSocket = openWebSocket(url);
    this.#webSocket.onopen = () => {
      this.send({ type: "hello" });
    };
    this.#webSocket.onmessage = (message: MessageEvent<unknown>) => {
      this.#receive(String(message.data));
    };
    this.#webSocket.onclose = this.#webSocket.onerror = () => {
      this.#lose();
    };
    this.#deadline = setTimeout(() => {
      this.#lose();
    }, WELCOME_WITHIN_SECONDS * 1000);
  }

  /** Sends now or not at all; says whether it went. */
  send(message: SentMessage): boolean {
    if (this.#over || this.#webSocket.readyState !== 1) return false;
    this.#webSocket.send(JSON.stringify(message));
    return true;
  }

  close(): void {
    this.#over = true;
    clearTimeout(this.#deadline);
    clearInterval(this.#pinging);
    this.#webSocket.close();
  }

  #lose(): void {
    if (this.#over) return;
    this.close();
    this.#listener.lost();
  }

  #receive(text: string): void {
    this.#heardSincePing = true;
    const event = parseEvent(text);
    if (this.#over || event === null) return;
    if (event.type === "welcome") this.#begin(event);
    else if (event.type !== "pong") this.#listener.received(event);
  }

  #begin(welcome: EventOf<"welcome">): void {
    clearTimeout(this.#deadline);
    this.#pinging = setInterval(() => {
      this.#ping();
    }, welcome.ping_every_seconds * 1000);
    this.#listener.welcomed(welcome);
  }

  #ping(): void {
    if (!this.#heardSincePing) {
      this.#lose();
      return;
    }
    this.#heardSincePing = false;
    this.send({ type: "ping" });
  }
}
