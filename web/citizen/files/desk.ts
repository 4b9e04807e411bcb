/** Files that the phone has already, from the choice to the word that police have them. */
import type { Http, HttpRequest } from "../../shared/http";
import type { SentFiles } from "../../shared/messages";
import { openDoor, type UploadDoor } from "../../shared/upload/door";
import { openHasher } from "../../shared/upload/hasher";
import { Sending } from "../../shared/upload/sending";
import type { Memory } from "../memory";
import { Room } from "../original/room";
import type { State } from "../state";
import { WakeLock } from "../wake";
import { FilesPanel } from "./panel";
import { FileQueue } from "./queue";

const ROOT = "/citizen/uploads";

export class FilesDesk {
  readonly #ask: Http;
  readonly #door: UploadDoor;
  readonly #room = new Room();
  readonly #wake = new WakeLock();
  readonly #queue: FileQueue;
  readonly #panel: FilesPanel;
  readonly #memory: Memory;
  #state: State;
  #awake = false;

  constructor(http: Http, memory: Memory, state: State, place: HTMLElement) {
    this.#memory = memory;
    const bearer = state.admission?.credential ?? null;
    this.#state = state;
    this.#ask = (path: string, request?: HttpRequest) => http(path, { ...request, bearer });
    this.#door = openDoor({
      ask: this.#ask,
      root: ROOT,
      describe: ({ name, size, lastModified }) => ({
        file_name: name,
        bytes: size,
        modified_at: new Date(lastModified).toISOString(),
      }),
    });
    this.#queue = new FileQueue((file) => this.#open(file as File));
    this.#panel = new FilesPanel(place, (files) => {
      this.#queue.add(files);
      this.#changed();
    });
    this.follow(state);
    void this.#recall();
  }

  follow(state: State): void {
    this.#state = state;
    this.#queue.makeRoom(!streams(state) || this.#room.has(state, Date.now()));
    this.#changed();
  }

  leave(): void {
    this.#queue.stop();
    removeEventListener("beforeunload", stay);
  }

  #open(file: File): Sending {
    return new Sending(file, {
      door: this.#door,
      memory: null,
      openHasher: (partBytes) => openHasher(file, partBytes),
      wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      signsInAgain: false,
      changed: () => {
        this.#changed();
      },
    });
  }

  /** A reload has lost the files themselves: those that were not finished are named, to be chosen again. */
  async #recall(): Promise<void> {
    try {
      this.#queue.recall((await this.#ask<SentFiles>(ROOT)).files);
      this.#changed();
    } catch {
      // Whoever chooses a file is told what is the matter.
    }
  }

  #changed(): void {
    const { busy, rows } = this.#queue;
    this.#panel.show(this.#state, rows, busy);
    this.#remember();
    if (busy === this.#awake) return;
    this.#awake = busy;
    if (busy) {
      addEventListener("beforeunload", stay);
      void this.#wake.hold();
    } else {
      removeEventListener("beforeunload", stay);
      this.#wake.release();
    }
  }

  /** Once it is over, all is forgotten but this: until the files are there, or the tab is closed. */
  #remember(): void {
    const { screen, admission, endReason: reason } = this.#state;
    const { rows } = this.#queue;
    if (screen !== "ended" || admission === null || rows.length === 0) return;
    const unsent = rows.some(({ phase }) => phase !== "stored" && phase !== "refused");
    if (unsent !== (this.#memory.unsent !== null)) this.#memory.keepUnsent(unsent ? { admission, reason } : null);
  }
}

/** Has the browser ask whether to leave while files are on their way. */
function stay(event: Event): void {
  event.preventDefault();
}

/** Whether a live picture or sound is on its way, which always comes first. */
function streams({ camera, microphone }: State): boolean {
  return camera === "on" || microphone === "on";
}
