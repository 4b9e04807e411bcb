/**
 * One file on its way in: every part is read and hashed in order, those that are stored already are not sent again,
 * and a part that fails is tried again until somebody pauses or gives up.
 */
import { backoffMilliseconds } from "../backoff";
import { ProblemError } from "../http";
import type { FileStanding } from "../messages";
import type { Named, UploadDoor } from "./door";
import type { Hasher } from "./hasher";

export type Phase = "waiting" | "sending" | "paused" | "checking" | "stored" | "refused" | "failed";

export interface FilePart {
  slice(start: number, end: number): Blob;
}

/** Which upload a file belongs to, where the browser keeps that. */
export interface Recollection {
  find(file: Named): string | null;
  keep(file: Named, uploadId: string): void;
  forget(file: Named): void;
}

export interface Surroundings {
  door: UploadDoor;
  /** Null where the server itself knows a file again. */
  memory: Recollection | null;
  openHasher: (partBytes: number) => Hasher;
  wait: (milliseconds: number) => Promise<void>;
  /** Whether who sends may sign in again; till then it is tried in vain, and is not over. */
  signsInAgain: boolean;
  changed: () => void;
}

/** Parts under way at once: the line is full with two. */
const AT_ONCE = 2;
const LOOK_AGAIN = 1500;

export class Sending {
  phase: Phase = "waiting";
  /** Of all its bytes, those that are stored. */
  share = 0;
  problem: unknown = null;
  uploadId: string | null = null;
  refusal: string | null = null;
  /** What waits for the end of a pause: the next part, and those that are tried again. */
  #waiting: (() => void)[] = [];
  /** Cuts off the parts that are under way. */
  #line = new AbortController();

  constructor(
    readonly file: Named & FilePart,
    private readonly around: Surroundings,
  ) {}

  async run(): Promise<void> {
    try {
      const upload = await this.#begin();
      await this.#check(upload.state === "open" ? await this.#send(upload) : upload);
    } catch (problem) {
      this.problem = problem;
      this.#enter("failed");
    }
  }

  /** Not even begun, for this reason. */
  refuse(words: string): void {
    this.refusal = words;
    this.#enter("refused");
  }

  /** Frees the line at once: what is under way of a part is sent again. */
  pause(): void {
    if (this.phase !== "sending") return;
    this.#enter("paused");
    this.#line.abort();
  }

  resume(): void {
    if (this.phase !== "paused") return;
    this.#line = new AbortController();
    this.#enter("sending");
    for (const go of this.#waiting.splice(0)) go();
  }

  async #begin(): Promise<FileStanding> {
    this.#enter("sending");
    const upload = (await this.#remembered()) ?? (await this.#tryUntil(() => this.around.door.begin(this.file)));
    this.uploadId = upload.upload_id;
    this.around.memory?.keep(this.file, upload.upload_id);
    return upload;
  }

  async #remembered(): Promise<FileStanding | null> {
    const uploadId = this.around.memory?.find(this.file);
    if (!uploadId) return null;
    try {
      const upload = await this.#tryUntil(() => this.around.door.look(uploadId));
      return upload.state === "refused" ? null : upload;
    } catch (problem) {
      if (problem instanceof ProblemError && problem.code === "not-found") return null;
      throw problem;
    }
  }

  async #send(upload: FileStanding): Promise<FileStanding> {
    const hasher = this.around.openHasher(upload.part_bytes);
    try {
      await this.#sendParts(upload, hasher);
      const sha256 = await hasher.whole();
      return await this.#tryUntil(() => this.around.door.complete(upload.upload_id, sha256));
    } finally {
      hasher.end();
    }
  }

  async #sendParts(upload: FileStanding, hasher: Hasher): Promise<void> {
    const stored = new Set(upload.stored);
    const underway = new Set<Promise<void>>();
    const note = (number: number) => {
      stored.add(number);
      this.share = stored.size / upload.part_count;
      this.around.changed();
    };
    for (let number = 1; number <= upload.part_count; number += 1) {
      await this.#unlessPaused();
      const sha256 = await hasher.part(number);
      if (stored.has(number)) {
        note(number);
        continue;
      }
      const part = this.#sendPart(upload, number, sha256).then(() => {
        note(number);
      });
      const tracked = part.finally(() => underway.delete(tracked));
      underway.add(tracked);
      if (underway.size >= AT_ONCE) await Promise.race(underway);
    }
    await Promise.all(underway);
  }

  async #sendPart({ upload_id, part_bytes }: FileStanding, number: number, sha256: string): Promise<void> {
    const start = (number - 1) * part_bytes;
    const part = this.file.slice(start, start + part_bytes);
    await this.#tryUntil(() => this.around.door.send(upload_id, number, sha256, part, this.#line.signal));
  }

  async #check(upload: FileStanding): Promise<void> {
    let seen = upload;
    this.share = 1;
    this.#enter("checking");
    while (seen.state === "checking") {
      await this.around.wait(LOOK_AGAIN);
      seen = await this.#tryUntil(() => this.around.door.look(upload.upload_id));
    }
    this.around.memory?.forget(this.file);
    this.refusal = seen.refusal_text ?? null;
    this.#enter(seen.state === "stored" ? "stored" : "refused");
  }

  /** Try again for as long as what went wrong may pass. */
  async #tryUntil<Answer>(act: () => Promise<Answer>): Promise<Answer> {
    for (let failures = 1; ; failures += 1) {
      try {
        const answer = await act();
        this.#say(null);
        return answer;
      } catch (problem) {
        if (!(problem instanceof ProblemError && this.#mayPass(problem))) throw problem;
        this.#say(problem);
        await this.around.wait(backoffMilliseconds(failures));
        await this.#unlessPaused();
      }
    }
  }

  /** The bucket refuses with 403 an address that was signed too long ago: the next one is signed anew. */
  #mayPass({ passing, code }: ProblemError): boolean {
    return passing || code === "store-unavailable" || (this.around.signsInAgain && code === "not-signed-in");
  }

  async #unlessPaused(): Promise<void> {
    while (this.phase === "paused") await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #say(problem: unknown): void {
    if (this.problem === problem) return;
    this.problem = problem;
    this.around.changed();
  }

  #enter(phase: Phase): void {
    this.phase = phase;
    this.around.changed();
  }
}
