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
  #coming: Promise<Copy> | null = null;
  #copy: Copy | null = null;

  constructor(options: DoorOptions) {
    this.#options = options;
  }

  /** Called with every new state; loads the rest once there is something to keep or to send. */
  follow(state: State): void {
    this.#copy?.follow(state);
    const over = state.screen === "ended" || state.screen === "failed";
    if (this.#coming !== null || !state.admission?.keep_original) return;
    if (over ? findNote(this.#options.token) !== null : state.leg === "connected" && state.camera === "on")
      this.#load().then((copy) => { copy.follow(state); }, () => undefined);
  }

  /** Goes on sending what an earlier page has left of an ended session; says whether there is such a thing. */
  async goOn(): Promise<boolean> {
    const note = findNote(this.#options.token);
    if (note === null) return false;
    return this.#load().then((copy) => copy.goOn(note), () => false);
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

  #load(): Promise<Copy> {
    this.#coming ??= import("./copy").then(({ Copy }) => (this.#copy = new Copy(this.#options)));
    return this.#coming;
  }
}
