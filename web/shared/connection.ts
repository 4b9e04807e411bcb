/**
 * The connection to signalling that outlives its WebSockets: it comes back by itself after a cut, and moves to
 * a new WebSocket before API Gateway ends the old one. It queues nothing: what is not sent now is said so.
 */
import { backoffMilliseconds, type Random } from "./backoff";
import { ProblemError } from "./http";
import type { Candidates, EventOf, EventType, Hangup, Offer, ParticipantEvent, SentMessage } from "./messages";
import { Socket, type OpenWebSocket } from "./socket";

/** "waiting" is between two tries; "refused" is final: the server gives no ticket any more. */
export type ConnectionState = "connecting" | "open" | "waiting" | "refused" | "closed";

export interface ConnectionOptions {
  /** Address of the WebSocket API without its ticket. */
  url: string;
  getTicket: () => Promise<string>;
  openWebSocket?: OpenWebSocket;
  random?: Random;
}

type Handler<Type extends EventType> = (event: EventOf<Type>) => void;
type StateHandler = (state: ConnectionState, problem: ProblemError | null) => void;

/** What a leg needs of the connection. */
export interface Line {
  readonly state: ConnectionState;
  send(message: Offer | Candidates | Hangup): boolean;
  on<Type extends EventType>(type: Type, handler: Handler<Type>): () => void;
}

export class Connection<Message extends SentMessage = SentMessage> {
  readonly #options: Required<ConnectionOptions>;
  readonly #handlers = new Map<EventType, Set<(event: ParticipantEvent) => void>>();
  readonly #stateHandlers = new Set<StateHandler>();
  #state: ConnectionState = "closed";
  #socket: Socket | null = null;
  #next: Socket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #attempt = 0;

  constructor(options: ConnectionOptions) {
    this.#options = { openWebSocket: (url) => new WebSocket(url), random: Math.random, ...options };
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Listens to one type of event; returns the way to stop. */
  on<Type extends EventType>(type: Type, handler: Handler<Type>): () => void {
    const handlers = this.#handlers.get(type) ?? new Set();
    this.#handlers.set(type, handlers);
    const listener = handler as (event: ParticipantEvent) => void;
    handlers.add(listener);
    return () => handlers.delete(listener);
  }

  onState(handler: StateHandler): () => void {
    this.#stateHandlers.add(handler);
    return () => this.#stateHandlers.delete(handler);
  }

  /** Begins to connect, or tries at once if it is waiting (the phone is back online). */
  start(): void {
    if (this.#state !== "closed" && this.#state !== "waiting") return;
    this.#change("connecting");
    void this.#open();
  }

  close(): void {
    this.#drop();
    this.#change("closed");
  }

  /** Sends now or not at all; says whether it went. */
  send(message: Message): boolean {
    return this.#state === "open" && (this.#socket?.send(message) ?? false);
  }

  async #open(): Promise<void> {
    clearTimeout(this.#timer);
    const attempt = ++this.#attempt;
    try {
      const ticket = await this.#options.getTicket();
      if (attempt === this.#attempt) this.#next = this.#makeSocket(ticket);
    } catch (error) {
      if (attempt === this.#attempt) this.#failed(error);
    }
  }

  #makeSocket(ticket: string): Socket {
    const url = `${this.#options.url}?ticket=${encodeURIComponent(ticket)}`;
    const socket: Socket = new Socket(url, this.#options.openWebSocket, {
      welcomed: (welcome) => {
        this.#adopt(socket, welcome);
      },
      received: (event) => {
        if (socket === this.#socket) this.#emit(event);
      },
      lost: () => {
        if (socket === this.#next) this.#failed(null);
        else if (socket === this.#socket) this.#cut();
      },
    });
    return socket;
  }

  #adopt(socket: Socket, welcome: EventOf<"welcome">): void {
    this.#socket?.close();
    this.#socket = socket;
    this.#next = null;
    this.#failures = 0;
    this.#moveAfter(welcome.reconnect_after_seconds);
    this.#change("open");
    this.#emit(welcome);
  }

  /** A tenth of the time is spread, so that pages that began together do not move together. */
  #moveAfter(seconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#open(), seconds * (1 - 0.1 * this.#options.random()) * 1000);
  }

  #cut(): void {
    this.#socket = null;
    if (this.#next === null) this.#failed(null);
    else this.#change("connecting");
  }

  #failed(error: unknown): void {
    this.#next = null;
    if (error instanceof ProblemError && !error.passing) {
      this.#drop();
      this.#change("refused", error);
      return;
    }
    this.#failures += 1;
    this.#attempt += 1;
    if (this.#socket === null) this.#change("waiting");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#again();
    }, backoffMilliseconds(this.#failures, this.#options.random));
  }

  #again(): void {
    if (this.#socket === null) this.#change("connecting");
    void this.#open();
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#attempt += 1;
    this.#socket?.close();
    this.#next?.close();
    this.#socket = this.#next = null;
  }

  #change(state: ConnectionState, problem: ProblemError | null = null): void {
    if (state === this.#state) return;
    this.#state = state;
    for (const handler of [...this.#stateHandlers]) handler(state, problem);
  }

  #emit(event: ParticipantEvent): void {
    for (const handler of [...(this.#handlers.get(event.type) ?? [])]) handler(event);
  }
}
