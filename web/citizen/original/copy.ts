/**
 * The better copy from its first slice to its last trace: recorded while the picture is live, sent when there is room
 * and after the end, deleted piece by piece, or at once when the person wants it gone.
 */
import { ProblemError } from "../../shared/http";
import type { EndReason } from "../../shared/messages";
import type { OriginalFacts, State } from "../state";
import { Beside } from "./beside";
import type { DoorOptions } from "./door";
import { readNotes, wipe, type Note, type Take } from "./note";
import { keepNote, removeNote } from "./note-keeping";
import { Panel } from "./panel";
import { openStore, type PieceStore } from "./piece-store";
import { roomFor } from "./quota";
import { Recorder } from "./recorder";
import { Room } from "./room";
import { Sender } from "./sender";

/** Answers after which nothing that is kept here will ever be taken. */
const CLOSED: ReadonlySet<number> = new Set([401, 403, 404, 410]);

export class Copy {
  readonly #options: DoorOptions;
  readonly #room = new Room();
  readonly #openStore: typeof openStore;
  #panel: Panel | null = null;
  #note: Note | null = null;
  #opening = false;
  #store: PieceStore | null = null;
  #recorder: Recorder | null = null;
  #beside: Beside | null = null;
  #sending: AbortController | null = null;
  /** Over for the picture: what is left is sent now, room or not. */
  #ending = false;
  /** Over for the copy: nothing is kept and nothing sent any more. */
  #gone = false;

  constructor(options: DoorOptions, open = openStore) {
    this.#options = options;
    this.#openStore = open;
  }

  /** Goes on with what an earlier page has left; says whether its session is over, so that it is ours to show. */
  async goOn(note: Note): Promise<boolean> {
    await this.#open(note);
    const ended = note.ended ?? (await this.#hearWhetherEnded(note));
    if (ended === null) {
      this.#note = this.#store = null;
      return false;
    }
    this.#options.dispatch({ type: "ended", reason: ended });
    void this.#finish(ended);
    return true;
  }

  follow(state: State): void {
    if (this.#gone || this.#ending) return;
    if (state.screen === "ended") void this.#finish(state.endReason);
    else if (state.screen === "failed") this.#fail(state.failure);
    else void this.#keep(state);
  }

  show(place: HTMLElement, state: State): void {
    this.#panel ??= new Panel(() => void this.takeBack());
    this.#panel.show(place, state.language, state.original);
  }

  /** Keeps nothing and sends nothing from now on. */
  stop(): void {
    this.#gone = true;
    this.#beside?.stop();
    this.#sending?.abort();
    void this.#recorder?.stop();
  }

  /** The person wants it deleted after all: the server is told, so that nobody waits for the rest. */
  async takeBack(): Promise<void> {
    this.#sending?.abort();
    if (this.#note === null) return;
    this.#note = {
      ...this.#note,
      takes: this.#note.takes.map((take) => ({ ...take, cut_short: take.cut_short ?? "taken-back" })),
    };
    const sender = this.#sender();
    await this.#clear("deleted");
    await sender?.finish(new AbortController().signal).catch(() => undefined);
  }

  async #keep(state: State): Promise<void> {
    if (this.#recorder === null) await this.#begin(state);
    const { camera, microphone } = this.#options.capture;
    const tracks = [camera.track, microphone.track].filter((track) => track !== null);
    if (state.camera === "on" || state.paused) this.#recorder?.record(tracks);
    this.#beside?.follow(this.#room.has(state, Date.now()));
  }

  async #begin({ admission }: State): Promise<void> {
    if (admission === null || this.#opening) return;
    this.#opening = true;
    const { session_id, credential } = admission;
    const kept = readNotes().find((note) => note.session_id === session_id);
    const { token } = this.#options;
    try {
      await this.#open({ takes: [], ended: null, ...kept, token, session_id, credential });
    } catch {
      // A phone that keeps nothing, as in a private window, has no better copy.
      this.stop();
      removeNote(session_id);
    }
    if (this.#store === null || this.#gone) return;
    const noted = (take: Take) => {
      this.#noteTake(take);
    };
    this.#recorder = new Recorder({ store: this.#store, noted, roomFor });
    const sender = this.#sender();
    this.#beside = sender && new Beside(this.#store, sender);
  }

  async #open(note: Note): Promise<void> {
    keepNote(note);
    this.#note = note;
    this.#store = await this.#openStore(note.session_id);
  }

  #noteTake(take: Take): void {
    if (this.#note === null || this.#gone) return;
    const others = this.#note.takes.filter(({ take_id }) => take_id !== take.take_id);
    this.#note = { ...this.#note, takes: [...others, { ...take }] };
    keepNote(this.#note);
  }

  async #finish(reason: EndReason): Promise<void> {
    if (this.#ending) return;
    this.#ending = true;
    this.#beside?.stop();
    await this.#recorder?.stop();
    if (this.#note === null || this.#gone) return;
    this.#note = { ...this.#note, ended: reason };
    keepNote(this.#note);
    this.#show("sending", 0);
    await alone(() => this.#sendAll());
    await this.#sendOthers();
  }

  async #sendAll(): Promise<void> {
    if (this.#gone) return;
    const { signal } = (this.#sending = new AbortController());
    try {
      // Another page of this phone may have sent it all meanwhile.
      if (!readNotes().some(({ session_id }) => session_id === this.#note?.session_id)) this.#show("done", 100);
      else if (await this.#sender()?.send(signal)) {
        await this.#sender()?.finish(signal);
        await this.#clear("done");
      }
    } catch (error) {
      if (error instanceof ProblemError && CLOSED.has(error.status)) await this.#clear("closed");
      else this.#show("failed", 0);
    }
  }

  /** What the page of an earlier link has left is not forgotten on the phone. */
  async #sendOthers(): Promise<void> {
    const other = readNotes().find(({ ended }) => ended !== null);
    if (!this.#gone || other === undefined) return;
    this.#gone = false;
    await this.#open(other);
    await alone(() => this.#sendAll());
    await this.#sendOthers();
  }

  /** What another phone or nobody may send any more is of no use here. */
  #fail(failure: string): void {
    if (failure === "session-ended") void this.#finish("officer");
    else if (failure === "not-signed-in") void this.#giveUp();
    else void this.#recorder?.stop();
  }

  async #giveUp(): Promise<void> {
    this.stop();
    await wipe();
  }

  async #clear(phase: OriginalFacts["phase"]): Promise<void> {
    this.#gone = true;
    if (this.#note !== null) removeNote(this.#note.session_id);
    await this.#store?.clear();
    this.#show(phase, 100);
  }

  #sender(): Sender | null {
    const [note, store] = [this.#note, this.#store];
    if (note === null || store === null) return null;
    return new Sender({
      http: this.#options.http,
      note: () => this.#note ?? note,
      store,
      progressed: (left, total) => {
        if (this.#ending && !this.#gone) this.#show("sending", total === 0 ? 100 : Math.round((100 * (total - left)) / total));
      },
    });
  }

  async #hearWhetherEnded(note: Note): Promise<EndReason | null> {
    try {
      const standing = await this.#sender()?.declare(false);
      return standing?.session_ended === true ? (standing.end_reason ?? "officer") : null;
    } catch (error) {
      if (error instanceof ProblemError && CLOSED.has(error.status)) {
        removeNote(note.session_id);
        await this.#store?.clear();
      }
      return null;
    }
  }

  #show(phase: OriginalFacts["phase"], percent: number): void {
    this.#options.dispatch({ type: "original", facts: { phase, percent } });
  }
}

/** Of several pages of one phone only one sends at a time. */
async function alone(act: () => Promise<void>): Promise<void> {
  if ("locks" in navigator) await navigator.locks.request("original", act);
  else await act();
}
