/** Everything between an accepted link and its end: the connection, the leg, the positions, the chat. */
import { Connection } from "../shared/connection";
import type { Http } from "../shared/http";
import type { ChatView, CitizenMessage, IceServer, Ticket } from "../shared/messages";
import { Outbox } from "./chat";
import type { Capture } from "./media/capture";
import type { Listening } from "./media/listening";
import { Upstream } from "./media/upstream";
import type { Memory } from "./memory";
import { PositionQueue } from "./positions/queue";
import { PositionSender } from "./positions/sender";
import type { Action } from "./reduce";
import { Reporter } from "./reporter";
import type { Admission, ChatLine } from "./state";

/** After this many failures in a row the officers are told that the phone's network is in the way. */
const FAILURES_THAT_ARE_TROUBLE = 3;

/** What the server says to a phone whose place another one has been given. */
const LET_IN_ELSEWHERE = "link-used";

export interface SharingOptions {
  admission: Admission;
  /** A ticket that came with the acceptance, to save a round trip. */
  firstTicket: Pick<Ticket, "ticket" | "ice_servers"> | null;
  http: Http;
  memory: Memory;
  capture: Capture;
  dispatch: (action: Action) => void;
}

export class Sharing {
  readonly reporter: Reporter;
  readonly positions: PositionQueue;
  readonly #options: SharingOptions;
  readonly #connection: Connection<CitizenMessage>;
  readonly #upstream: Upstream;
  readonly #sender: PositionSender;
  readonly #outbox: Outbox;
  #ticket: SharingOptions["firstTicket"];
  #iceServers: IceServer[] = [];
  #legFailures = 0;
  #listening: Listening | null = null;

  constructor(options: SharingOptions) {
    const { admission, http, memory } = options;
    this.#options = options;
    this.#ticket = options.firstTicket;
    this.#connection = new Connection<CitizenMessage>({ url: webSocketUrl(), getTicket: () => this.#getTicket() });
    const send = (message: CitizenMessage) => this.#connection.send(message);
    this.reporter = new Reporter(send);
    this.#outbox = new Outbox(send, admission.session_id);
    this.positions = new PositionQueue(memory, "positions");
    this.#sender = new PositionSender(this.positions, http, admission.credential);
    this.#listen();
    this.#upstream = this.#makeUpstream();
  }

  start(): void {
    this.#connection.start();
    this.#sender.start();
  }

  /** Sends what camera and microphone give, from now on. */
  stream(): void {
    this.#upstream.open();
  }

  replace(track: MediaStreamTrack): void {
    this.#upstream.replace(track);
  }

  /** Tries at once what waits for its next try. */
  hurry(): void {
    this.#connection.start();
  }

  /** Lets officers be heard on the phone, or no longer; asked for by a tap. */
  listen(on: boolean): void {
    if (on) this.#listening?.start();
    else this.#listening?.stop();
  }

  write(text: string): void {
    const ref = this.#outbox.write(text);
    this.#options.dispatch({ type: "chat", lines: [{ id: null, ref, mine: true, name: "", text }] });
  }

  /** Stops all and says so, at once or as soon as the connection is back. */
  end(): void {
    this.#upstream.close();
    this.#listening?.close();
    this.#sender.flush();
    this.#sender.stop();
    const say = () => {
      if (this.#connection.send({ type: "end", session_id: this.#options.admission.session_id })) this.stop();
    };
    this.#connection.on("welcome", say);
    say();
  }

  /** The last positions of a page that goes away. */
  flush(): void {
    this.#sender.flush();
  }

  stop(): void {
    this.#sender.flush();
    this.#sender.stop();
    this.#upstream.close();
    this.#listening?.close();
    this.#connection.close();
  }

  async #getTicket(): Promise<string> {
    const { http, admission } = this.#options;
    const first = this.#ticket;
    this.#ticket = null;
    const ticket = first ?? (await http<Ticket>("/citizen/tickets", { method: "POST", bearer: admission.credential }));
    this.#iceServers = ticket.ice_servers ?? this.#iceServers;
    return ticket.ticket;
  }

  #listen(): void {
    const { dispatch } = this.#options;
    this.#connection.onState((state, problem) => {
      dispatch({ type: "line", facts: { connection: state } });
      if (problem !== null) dispatch({ type: "failed", code: problem.code });
    });
    this.#connection.on("welcome", () => {
      this.reporter.sayAgain();
      this.#outbox.sayAgain();
    });
    this.#connection.on("audience", ({ watching, recording }) => {
      this.#upstream.known(recording);
      dispatch({ type: "line", facts: { watching, recording } });
    });
    this.#connection.on("speaking", ({ speaker_name }) => {
      if (speaker_name !== null) void this.#askToListen();
    });
    this.#connection.on("chat", ({ message, ref }) => {
      this.#outbox.arrived(ref);
      dispatch({ type: "chat", lines: [lineOf(message, ref)] });
    });
    this.#connection.on("chat-history", ({ messages }) => {
      dispatch({ type: "chat", lines: messages.map((message) => lineOf(message, null)) });
    });
    this.#connection.on("error", ({ code }) => {
      if (code === LET_IN_ELSEWHERE) dispatch({ type: "failed", code: "not-signed-in" });
    });
    this.#connection.on("ended", ({ reason }) => {
      dispatch({ type: "ended", reason });
    });
  }

  /** Where the listening part cannot be loaded now, the next word is another chance. */
  async #askToListen(): Promise<void> {
    const { Listening } = await import("./media/listening").catch(() => ({ Listening: null }));
    if (Listening === null) return;
    const { admission, memory, dispatch } = this.#options;
    this.#listening ??= new Listening({
      sessionId: admission.session_id,
      line: this.#connection,
      send: (message) => this.#connection.send(message),
      iceServers: () => this.#iceServers,
      shelf: memory,
      onHearing: (hearing) => {
        dispatch({ type: "line", facts: { hearing } });
      },
    });
    this.#listening.ask();
  }

  #makeUpstream(): Upstream {
    const { admission, capture, dispatch } = this.#options;
    const agreed = (capability: "video" | "audio") => admission.capabilities.includes(capability);
    return new Upstream({
      sessionId: admission.session_id,
      line: this.#connection,
      sendStill: (still) => this.#connection.send(still),
      iceServers: () => this.#iceServers,
      tracks: () => ({ camera: capture.camera.track, microphone: capture.microphone.track }),
      wants: { video: agreed("video"), audio: agreed("audio") },
      onState: (leg, legCode) => {
        dispatch({ type: "line", facts: { leg, legCode } });
        this.#judge(leg, legCode);
      },
      onQuality: (facts) => {
        dispatch({ type: "line", facts });
      },
      onMeasured: (signal, bytes) => {
        dispatch({ type: "line", facts: { signal, megabytes: Math.round(bytes / 1e5) / 10 } });
      },
    });
  }

  /** Tells the officers what keeps the picture from coming, once it is more than a hiccup. */
  #judge(leg: string, code: string | null): void {
    if (leg === "connecting") this.reporter.progress("connecting");
    if (leg === "connected") {
      this.#legFailures = 0;
      this.reporter.troubleOver();
    }
    if (leg !== "refused" && leg !== "interrupted") return;
    this.#legFailures += 1;
    if (code === "no-free-worker") this.reporter.trouble("first-frame", "no-free-worker");
    else if (this.#legFailures === FAILURES_THAT_ARE_TROUBLE) this.reporter.trouble("first-frame", "connection-failed");
  }
}

function lineOf({ message_id, sender, sender_name, text }: ChatView, ref: string | null): ChatLine {
  return { id: message_id, ref, mine: sender === "citizen", name: sender_name, text };
}

function webSocketUrl(): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;
}
