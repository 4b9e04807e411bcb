/**
 * The page's way to files that the phone has already. The code that sends them comes by import(), once the picture is
 * live or where none is to come: nothing of it may stand in the picture's way.
 */
import type { Http } from "../../shared/http";
import { element } from "../dom";
import type { Memory } from "../memory";
import { agreed, hasSettled, type State } from "../state";
import type { FilesDesk } from "./desk";

export class FilesDoor {
  /** What can be sent and how it stands, on whichever screen has room for it; empty where nobody agreed to it. */
  readonly place = element("section", { class: "files" });
  readonly #http: Http;
  readonly #memory: Memory;
  #desk: FilesDesk | null = null;
  #loading = false;

  constructor(http: Http, memory: Memory) {
    this.#http = http;
    this.#memory = memory;
  }

  /** Called with every new state. */
  follow(state: State): void {
    if (this.#desk !== null) this.#desk.follow(state);
    else if (!this.#loading && agreed(state, "upload") && hasSettled(state)) void this.#load(state);
  }

  /** Nothing more goes out, and nothing asks whether to stay. */
  leave(): void {
    this.#desk?.leave();
  }

  /** Where the code does not come now, the next change is another chance. */
  async #load(state: State): Promise<void> {
    this.#loading = true;
    try {
      const { FilesDesk } = await import("./desk");
      this.#desk = new FilesDesk(this.#http, this.#memory, state, this.place);
    } catch {
      this.#loading = false;
    }
  }
}
