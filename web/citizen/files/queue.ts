/** The files that a person has chosen, sent one after the other; they give way to the live picture. Touches no DOM. */
import type { SentFileView } from "../../shared/messages";
import type { Named } from "../../shared/upload/door";
import type { FilePart, Phase, Sending } from "../../shared/upload/sending";

export type Chosen = Named & FilePart;

/** A line in the list: a file that this page sends, or one that an earlier page has not finished ("unfinished"). */
export interface FileRow {
  key: string;
  name: string;
  phase: Phase | "unfinished";
  /** Of all its bytes, those that are stored. */
  share: number;
  problem: unknown;
}

const OVER: ReadonlySet<Phase> = new Set(["stored", "refused", "failed"]);

export class FileQueue {
  readonly #open: (file: Chosen) => Sending;
  #earlier: SentFileView[] = [];
  #sendings: Sending[] = [];
  #running = false;
  #free = true;
  #stopped = false;
  #awaken: () => void = () => undefined;

  constructor(open: (file: Chosen) => Sending) {
    this.#open = open;
  }

  /** What the server knows of an earlier page's files. */
  recall(files: readonly SentFileView[]): void {
    this.#earlier = files.filter(({ state }) => state === "open");
  }

  /** A file that is chosen again goes on, or is tried again, in its old place. */
  add(files: readonly Chosen[]): void {
    for (const file of files) {
      const known = this.#sendings.findIndex((sending) => isSame(sending.file, file));
      const before = this.#sendings[known];
      if (before === undefined) this.#sendings.push(this.#open(file));
      else if (before.phase === "failed" || before.phase === "refused") this.#sendings[known] = this.#open(file);
    }
    if (!this.#running) void this.#run();
  }

  /** Whether there is room for files now; where there is none, what is under way is cut off and sent again later. */
  makeRoom(free: boolean): void {
    this.#free = free && !this.#stopped;
    for (const sending of this.#sendings) {
      if (this.#free) sending.resume();
      else sending.pause();
    }
    if (this.#free) this.#awaken();
  }

  stop(): void {
    this.#stopped = true;
    this.makeRoom(false);
  }

  get busy(): boolean {
    return this.#sendings.some(({ phase }) => !OVER.has(phase));
  }

  get rows(): FileRow[] {
    const sent = this.#sendings.map((sending) => this.#rowOf(sending));
    const again = (file: SentFileView) => this.#sendings.some((sending) => isNamed(sending.file, file));
    return [...this.#earlier.filter((file) => !again(file)).map(unfinished), ...sent];
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (;;) {
      const next = this.#sendings.find(({ phase }) => phase === "waiting");
      if (next === undefined) break;
      while (!this.#free) await new Promise<void>((resolve) => (this.#awaken = resolve));
      await next.run();
    }
    this.#running = false;
  }

  #rowOf({ file, phase, share, problem }: Sending): FileRow {
    const yields = phase === "waiting" && !this.#free;
    return { key: keyOf(file), name: file.name, phase: yields ? "paused" : phase, share, problem };
  }
}

function unfinished({ upload_id, file_name }: SentFileView): FileRow {
  return { key: upload_id, name: file_name, phase: "unfinished", share: 0, problem: null };
}

function keyOf({ name, size, lastModified }: Named): string {
  return JSON.stringify([name, size, lastModified]);
}

function isSame(one: Named, other: Named): boolean {
  return keyOf(one) === keyOf(other);
}

function isNamed({ name, size }: Named, { file_name, bytes }: SentFileView): boolean {
  return name === file_name && size === bytes;
}
