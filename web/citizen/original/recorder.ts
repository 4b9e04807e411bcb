/**
 * Records camera and microphone at the phone's own quality, in slices of some seconds, each hashed and stored before
 * the next. A change of camera or microphone begins a new take: a recorder cannot change its tracks.
 */
import type { CutShort } from "../../shared/messages";
import { drawDeviceKey } from "../device-key";
import type { Take } from "./note";
import { digestOf, nameOf } from "./piece";
import type { PieceStore } from "./piece-store";

const SLICE_MILLISECONDS = 4000;
const BITS_PER_SECOND = 6_000_000;

/** Hardware encoders first: the phone is encoding the live picture besides. */
const TYPES = [
  "video/mp4;codecs=avc1.42E01F,mp4a.40.2",
  "video/webm;codecs=h264,opus",
  "video/webm;codecs=vp8,opus",
  "video/mp4",
  "video/webm",
];

export interface RecorderOptions {
  store: PieceStore;
  /** A take has begun, grown or ended early. */
  noted: (take: Take) => void;
  /** Whether so many bytes more may be kept. */
  roomFor: (bytes: number) => Promise<boolean>;
  makeRecorder?: (stream: MediaStream) => MediaRecorder;
  now?: () => number;
}

export class Recorder {
  readonly #options: RecorderOptions;
  readonly #now: () => number;
  #recorder: MediaRecorder | null = null;
  #ended: Promise<void> = Promise.resolve();
  #tracks: string[] = [];
  #storing: Promise<void> = Promise.resolve();
  #over = false;

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Whether it will never record again: the phone is full, or its recorder failed. */
  get over(): boolean {
    return this.#over;
  }

  /** Records these tracks from now on; with the same ones as before it goes on. */
  record(tracks: MediaStreamTrack[]): void {
    const live = tracks.filter((track) => track.readyState === "live");
    const same = live.map(({ id }) => id).join() === this.#tracks.join() && this.#recorder?.state === "recording";
    if (this.#over || same) return;
    void this.#end();
    try {
      if (live.some(({ kind }) => kind === "video")) this.#begin(live);
    } catch {
      // A phone that cannot record what it can send has no better copy.
      this.#over = true;
      this.#ended = Promise.resolve();
    }
  }

  /** Ends the take; resolves when its last slice is stored. */
  async stop(): Promise<void> {
    await this.#end();
    await this.#storing;
  }

  #begin(tracks: MediaStreamTrack[]): void {
    const recorder = (this.#options.makeRecorder ?? makeRecorder)(new MediaStream(tracks));
    const take: Take = { take_id: drawDeviceKey(), mime: plainType(recorder.mimeType), pieces: 0, cut_short: null };
    let began = this.#now();
    recorder.ondataavailable = ({ data }) => {
      const captured = began;
      began = this.#now();
      // Some phones send an empty slice first.
      if (data.size > 0) this.#keep(take, data, captured, began - captured);
    };
    recorder.onerror = () => {
      this.#cutShort(take, "recorder-failed");
    };
    // It comes after the last slice, also where the tracks ended by themselves.
    this.#ended = new Promise((resolve) => {
      recorder.onstop = () => {
        resolve();
      };
    });
    recorder.start(SLICE_MILLISECONDS);
    take.mime = plainType(recorder.mimeType);
    this.#recorder = recorder;
    this.#tracks = tracks.map(({ id }) => id);
  }

  #keep(take: Take, data: Blob, captured: number, milliseconds: number): void {
    this.#storing = this.#storing
      .then(async () => {
        if (take.cut_short !== null) return;
        if (!(await this.#options.roomFor(data.size))) {
          this.#cutShort(take, "phone-full");
          return;
        }
        const bytes = await data.arrayBuffer();
        const piece = { take_id: take.take_id, sequence: take.pieces, captured, milliseconds, sha256: await digestOf(bytes) };
        await this.#options.store.put(nameOf(piece), bytes);
        take.pieces += 1;
        this.#options.noted(take);
      })
      .catch((error: unknown) => {
        const full = error instanceof DOMException && error.name === "QuotaExceededError";
        this.#cutShort(take, full ? "phone-full" : "recorder-failed");
      });
  }

  /** A piece that is lost would make the rest of its take worthless, so that nothing is kept after it. */
  #cutShort(take: Take, reason: CutShort): void {
    take.cut_short = reason;
    this.#over = true;
    this.#options.noted(take);
    void this.#end();
  }

  #end(): Promise<void> {
    const recorder = this.#recorder;
    this.#recorder = null;
    this.#tracks = [];
    if (recorder !== null && recorder.state !== "inactive") recorder.stop();
    return this.#ended;
  }
}

function makeRecorder(stream: MediaStream): MediaRecorder {
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? "";
  return new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS_PER_SECOND });
}

/** As in video/webm;codecs=vp8,opus: browsers write it with spaces and quotes, and call WebM with H.264 Matroska. */
export function plainType(type: string): string {
  return type.replace(/[\s"]/g, "").replace("video/x-matroska", "video/webm");
}
