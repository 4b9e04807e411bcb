/**
 * The page's way to the better copy. All of its code comes by import(), after the picture is live or when a copy
 * waits to be sent; where nobody agreed to one, none of it is ever loaded.
 */
import type { Http } from "../../shared/http";
import type { Capture } from "../media/capture";
import type { Action } from "../reduce";
import type { State } from "../state";
import type { Copy } from "./copy";
import { findNote, readNotes, wipe } from "./note";

export interface DoorOptions {
  http: Http;
  token: string | null;
  capture: Capture;
  dispatch: (action: Action) => void;
}

export class Door {
  readonly #options: DoorOptions;
  #coming: Promise<Copy | null> | null = null;
  #copy: Copy | null = null;

  constructor(options: DoorOptions) {
    this.#options = options;
  }

  /** Called with every new state; loads the rest once there is something to keep or to send. */
  follow(state: State): void {
    this.#copy?.follow(state);
    if (this.#coming !== null || !state.admission?.keep_original) return;
    const over = state.screen === "ended" || state.screen === "failed";
    const due = over ? findNote(this.#options.token) : state.leg === "connected" && state.camera === "on";
    if (due) void this.#load().then((copy) => copy?.follow(state));
  }

  /** Goes on sending what an earlier page has left of an ended session; says whether there is such a thing. */
  async goOn(): Promise<boolean> {
    const note = findNote(this.#options.token);
    const copy = note && (await this.#load());
    return copy ? copy.goOn(note).catch(() => false) : false;
  }

  /** Shows how the sending stands. */
  show(place: HTMLElement, state: State): void {
    this.#copy?.show(place, state);
  }

  /** Deletes the copy at once; null where there is none. */
  leave(): Promise<unknown> | null {
    this.#copy?.stop();
    return readNotes().length === 0 ? null : wipe();
  }

  /** Null where the code did not come: the picture matters more than its copy. */
  #load(): Promise<Copy | null> {
    this.#coming ??= import("./copy").then(
      ({ Copy }) => (this.#copy = new Copy(this.#options)),
      () => null,
    );
    return this.#coming;
  }
}
