/** The officer's desk: what is known of the force, what is watched, and everything that can be asked for. */
import { Connection, type ConnectionState } from "../../shared/connection";
import { makeHttp } from "../../shared/http";
import type {
  AskedQuality,
  EventType,
  IceServer,
  InviteRequest,
  InviteView,
  OfficerMessage,
  ParticipantEvent,
  Purpose,
  SessionView,
} from "../../shared/messages";
import { LivePicture } from "../live/live-picture";
import { Talk } from "../live/talk";
import type { Officer } from "../sign-in/officer";
import { OfficerApi, type InviteChange } from "./officer-api";
import * as force from "./picture-of-force";

const TAKEN: EventType[] = ["welcome", "session", "invite", "positions", "chat", "audience", "still", "ended", "error"];
const HEARD_AGAIN_SECONDS = 15;

export interface DeskOptions {
  officer: Officer;
  forceName: string;
  /** Whether the force lets phones keep a better copy. */
  keepsOriginals: boolean;
  /** Purposes of which pictures come blurred. */
  blurredPurposes: readonly Purpose[];
  idToken: () => string | null;
  /** The same, good for longer: behind a locked page, for what was begun before. */
  tokenOfWork: () => string | null;
  /** Where signalling answers, as in wss://video.example.police.uk/ws. */
  signallingUrl: string;
}

export class Desk {
  readonly api: OfficerApi;
  /** For what goes on behind a locked page. */
  readonly underway: OfficerApi;
  readonly forceName: string;
  readonly keepsOriginals: boolean;
  readonly #blurredPurposes: readonly Purpose[];
  readonly #connection: Connection<OfficerMessage>;
  readonly #pictures = new Map<string, LivePicture>();
  readonly #talks = new Map<string, Talk>();
  readonly #listeners = new Set<() => void>();
  #officer: Officer;
  #force = force.EMPTY_FORCE;
  #iceServers: IceServer[] = [];
  #loaded = false;

  constructor(options: DeskOptions) {
    const http = makeHttp("/api");
    this.#officer = options.officer;
    this.forceName = options.forceName;
    this.keepsOriginals = options.keepsOriginals;
    this.#blurredPurposes = options.blurredPurposes;
    this.api = new OfficerApi(http, options.idToken);
    this.underway = new OfficerApi(http, options.tokenOfWork);
    this.#connection = new Connection({ url: options.signallingUrl, getTicket: () => this.#ticket() });
    for (const type of TAKEN)
      this.#connection.on(type, (event) => {
        this.#take(event);
      });
    this.#connection.onState(() => {
      this.#changed();
    });
  }

  get officer(): Officer {
    return this.#officer;
  }

  get force(): force.Force {
    return this.#force;
  }

  get connection(): ConnectionState {
    return this.#connection.state;
  }

  /** Whether the lists have been read once, so that "none" is the truth. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** The server's clock, as far as we know it. */
  get now(): number {
    return Date.now() + this.#force.skew;
  }

  get pictures(): ReadonlyMap<string, LivePicture> {
    return this.#pictures;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Begin, or come back after a new sign-in; pictures that run go on. */
  start(officer: Officer = this.#officer): void {
    this.#officer = officer;
    if (this.#connection.state === "refused") this.#connection.close();
    this.#connection.start();
    void this.refresh();
  }

  /** Close all pictures and the connection; returns the sessions that were watched. */
  stop(): string[] {
    const watched = [...this.#pictures.keys()];
    for (const sessionId of watched) this.leave(sessionId);
    this.#connection.close();
    return watched;
  }

  /** Whether a session's picture is blurred until the officer chooses to look. */
  comesBlurred({ purpose }: SessionView): boolean {
    return this.#blurredPurposes.includes(purpose);
  }

  /** Bring a session to the stage: picture, positions, chat. */
  watch(sessionId: string): void {
    if (this.#pictures.has(sessionId) || !this.#officer.mayAct) return;
    const options = {
      line: this.#connection,
      iceServers: () => this.#iceServers,
      onChange: () => {
        this.#changed();
      },
    };
    const picture = new LivePicture(sessionId, options);
    this.#pictures.set(sessionId, picture);
    const session = this.#force.sessions.get(sessionId);
    const offered = session ? picture.follow(session) : Promise.resolve();
    // The picture takes longest, so its offer goes first.
    void offered.then(() => {
      this.#connection.send({ type: "watch", session_id: sessionId });
      void this.recall(sessionId);
    });
  }

  /** The officer's own voice to a session on the stage; null for one that is not there. */
  talk(sessionId: string): Talk | null {
    if (!this.#pictures.has(sessionId)) return null;
    const talk = this.#talks.get(sessionId) ?? this.#makeTalk(sessionId);
    this.#talks.set(sessionId, talk);
    return talk;
  }

  leave(sessionId: string): void {
    this.#talks.get(sessionId)?.end();
    this.#talks.delete(sessionId);
    this.#pictures.get(sessionId)?.close();
    if (this.#pictures.delete(sessionId)) this.#connection.send({ type: "unwatch", session_id: sessionId });
    this.#changed();
  }

  /** Read what has been said and where the phone has been, up to now. */
  async recall(sessionId: string): Promise<void> {
    const [detail, trail] = await Promise.allSettled([this.api.session(sessionId), this.api.trail(sessionId)]);
    if (detail.status === "fulfilled") {
      this.#change(
        force.takeHistory(force.takeSessions(this.#force, [detail.value.session]), sessionId, detail.value.chat),
      );
    }
    if (trail.status === "fulfilled") this.#change(force.takePositions(this.#force, sessionId, trail.value.positions));
  }

  async invite(request: InviteRequest, idempotencyKey: string): Promise<InviteView> {
    return this.#keep(await this.api.createInvite(request, idempotencyKey));
  }

  async changeInvite(inviteId: string, change: InviteChange): Promise<InviteView> {
    return this.#keep(await this.api.changeInvite(inviteId, change));
  }

  async endSession(sessionId: string): Promise<void> {
    this.#change(force.takeSessions(this.#force, [await this.api.endSession(sessionId)]));
  }

  /** Ask the phone for more or less of a picture; what is asked comes back with the session. */
  askQuality(sessionId: string, quality: AskedQuality): void {
    this.#connection.send({ type: "ask-quality", session_id: sessionId, quality });
    this.#changed();
  }

  /** Send a line of chat; it stays on the page with its fate, and goes out again after a cut that is soon over. */
  say(sessionId: string, text: string): void {
    const ref = crypto.randomUUID();
    const line = { message_id: ref, ref, sender: "officer", sender_name: this.#officer.name, text };
    const sent_at = new Date(this.now).toISOString();
    this.#change(force.sayChat(this.#force, sessionId, { ...line, sent_at, standing: "sending" }));
    this.#connection.send({ type: "chat", session_id: sessionId, text, ref });
    setTimeout(() => {
      this.#failChat(ref);
    }, HEARD_AGAIN_SECONDS * 1000);
  }

  /** Read the lists anew: on every connection, since events may have been missed. */
  async refresh(): Promise<void> {
    const lists = [this.api.invites(), this.api.sessions(["open", "live"]), this.api.sessions(["ended"])] as const;
    const [invites, running, ended] = await Promise.allSettled(lists);
    if (invites.status === "fulfilled") this.#change(force.takeInvites(this.#force, invites.value.invites));
    for (const list of [running, ended]) {
      if (list.status === "fulfilled") this.#change(force.takeSessions(this.#force, list.value.sessions));
    }
    this.#loaded ||= running.status === "fulfilled";
    this.#changed();
  }

  #makeTalk(sessionId: string): Talk {
    return new Talk({
      sessionId,
      line: this.#connection,
      send: (message) => this.#connection.send(message),
      iceServers: () => this.#iceServers,
      onChange: () => {
        this.#changed();
      },
    });
  }

  async #ticket(): Promise<string> {
    const ticket = await this.api.ticket();
    this.#iceServers = ticket.ice_servers ?? [];
    return ticket.ticket;
  }

  #take(event: ParticipantEvent): void {
    this.#change(force.take(this.#force, event, Date.now()));
    if (event.type === "welcome") this.#welcomed();
  }

  #welcomed(): void {
    for (const sessionId of this.#pictures.keys()) {
      this.#connection.send({ type: "watch", session_id: sessionId });
      void this.recall(sessionId);
    }
    for (const { sessionId, text, ref } of force.chatUnderway(this.#force))
      this.#connection.send({ type: "chat", session_id: sessionId, text, ref });
    void this.refresh();
  }

  #keep(invite: InviteView): InviteView {
    this.#change(force.takeInvites(this.#force, [invite]));
    return invite;
  }

  #failChat(ref: string): void {
    this.#change(force.failChat(this.#force, ref, "Not sent: the connection is away."));
  }

  #change(next: force.Force): void {
    this.#force = next;
    for (const [sessionId, picture] of this.#pictures) {
      const session = next.sessions.get(sessionId);
      if (session) void picture.follow(session);
    }
    this.#changed();
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
