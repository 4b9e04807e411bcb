/**
 * The files that an officer brings in, one after the other. They belong to the desk, not to the panel that shows them: they
 * go on while something else is looked at, and behind a locked page.
 */
import type { Http } from "../../../shared/http";
import { openDoor } from "../../../shared/upload/door";
import { openHasher } from "../../../shared/upload/hasher";
import { Sending } from "../../../shared/upload/sending";
import type { Desk } from "../../state/desk";
import { UploadMemory } from "./memory";
import { isOver, whyNot } from "./upload-words";

export class Uploads {
  #files: readonly Sending[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(private readonly ask: Http) {}

  get files(): readonly Sending[] {
    return this.#files;
  }

  /** Returns how to end it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  add(files: readonly File[], incidentRef: string): void {
    const idle = this.#files.every(({ phase }) => isOver(phase));
    const opened = files.map((file) => this.#open(file, incidentRef));
    this.#files = [...this.#files, ...opened];
    for (const sending of opened) {
      const words = whyNot(sending.file.size);
      if (words) sending.refuse(words);
    }
    this.#changed();
    if (idle) void this.#runAll();
  }

  #open(file: File, incidentRef: string): Sending {
    return new Sending(file, {
      door: openDoor({
        ask: this.ask,
        root: "/uploads",
        describe: ({ name, size }) => ({ incident_ref: incidentRef, file_name: name, bytes: size }),
      }),
      memory: new UploadMemory(localStorage, incidentRef),
      openHasher: (partBytes) => openHasher(file, partBytes),
      wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      signsInAgain: true,
      changed: () => {
        this.#changed();
      },
    });
  }

  async #runAll(): Promise<void> {
    for (;;) {
      const next = this.#files.find(({ phase }) => phase === "waiting");
      if (!next) return;
      await next.run();
    }
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

const UPLOADS = new WeakMap<Desk, Uploads>();

export function uploadsOf(desk: Desk): Uploads {
  const uploads = UPLOADS.get(desk) ?? new Uploads((path, request) => desk.underway.ask(path, request));
  UPLOADS.set(desk, uploads);
  return uploads;
}
