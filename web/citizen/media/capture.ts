/**
 * Camera and microphone together. The camera comes first and alone; sound only if it comes: on a phone that is in
 * a call the microphone fails, and that must never cost the picture.
 */
import type { CaptureFacts } from "../state";
import { conditionOf, type Seen } from "./condition";
import { countCameras, hasTorch, openCamera, openMicrophone, setTorch, type Facing } from "./devices";
import { Source } from "./source";

/** A phone that mutes a track often gives it back by itself within this time. */
const PATIENCE_MILLISECONDS = 1500;

export interface CaptureListener {
  changed(facts: CaptureFacts): void;
  /** A new track takes the place of the old one of its kind. */
  replaced(track: MediaStreamTrack): void;
}

export interface Surroundings {
  hidden: () => boolean;
  screenMayLock: () => boolean;
}

export class Capture {
  readonly camera: Source;
  readonly microphone: Source;
  /** What the preview shows. */
  readonly stream = new MediaStream();
  readonly #listener: CaptureListener;
  readonly #surroundings: Surroundings;
  #facing: Facing = "environment";
  #paused = false;
  #soundOff = false;
  #torch: CaptureFacts["torch"] = "none";
  #cameras = 0;
  #microphoneFault: Seen["microphoneFault"] = null;

  constructor(listener: CaptureListener, surroundings: Surroundings) {
    this.#listener = listener;
    this.#surroundings = surroundings;
    const changed = () => {
      this.report();
    };
    this.camera = new Source(() => openCamera(this.#facing), changed);
    this.microphone = new Source(openMicrophone, changed);
  }

  get microphoneFault(): Seen["microphoneFault"] {
    return this.#microphoneFault;
  }

  /** Opens the camera, or opens it anew. Rejects as getUserMedia does. */
  async startCamera(): Promise<void> {
    const track = await this.camera.start();
    this.#torch = hasTorch(track) ? "off" : "none";
    for (const old of this.stream.getTracks()) this.stream.removeTrack(old);
    this.stream.addTrack(track);
    this.#listener.replaced(track);
    this.report();
    void this.#count();
  }

  /** Opens the microphone; says whether it came. */
  async startMicrophone(): Promise<boolean> {
    try {
      this.#listener.replaced(await this.microphone.start());
      this.#microphoneFault = null;
    } catch (error) {
      const refused = error instanceof Error && error.name === "NotAllowedError";
      this.#microphoneFault = refused ? "refused" : "missing";
    }
    this.report();
    return this.#microphoneFault === null;
  }

  /** Turns to the other camera; if that one does not open, back to the first. */
  async flip(): Promise<void> {
    const before = this.#facing;
    this.#facing = before === "user" ? "environment" : "user";
    try {
      await this.startCamera();
    } catch {
      this.#facing = before;
      await this.startCamera();
    }
  }

  async toggleTorch(): Promise<void> {
    const { track } = this.camera;
    if (track === null || this.#torch === "none") return;
    const on = this.#torch === "off";
    await setTorch(track, on);
    this.#torch = on ? "on" : "off";
    this.report();
  }

  pause(paused: boolean): void {
    this.#paused = paused;
    this.#enable();
  }

  mute(soundOff: boolean): void {
    this.#soundOff = soundOff;
    this.#enable();
  }

  /** Takes back what the phone took away while the page was out of sight or in a call. */
  async recover(): Promise<void> {
    this.report();
    if (this.#facts().stopped === null && this.camera.condition !== "interrupted") return;
    await new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS));
    if (this.#surroundings.hidden()) return;
    // The camera may still be somebody else's: the screen offers to try again.
    if (this.camera.condition === "interrupted") await this.startCamera().catch(() => undefined);
    if (this.microphone.condition === "interrupted") await this.startMicrophone();
  }

  stop(): void {
    this.camera.stop();
    this.microphone.stop();
  }

  report(): void {
    this.#listener.changed(this.#facts());
  }

  /** Phones name their cameras only once one of them is allowed. */
  async #count(): Promise<void> {
    this.#cameras = await countCameras();
    this.report();
  }

  #enable(): void {
    this.camera.enable(!this.#paused);
    this.microphone.enable(!this.#paused && !this.#soundOff);
    this.report();
  }

  #facts(): CaptureFacts {
    const condition = conditionOf({
      camera: this.camera.condition,
      microphone: this.microphone.condition,
      microphoneFault: this.#microphoneFault,
      paused: this.#paused,
      soundOff: this.#soundOff,
      hidden: this.#surroundings.hidden(),
      screenMayLock: this.#surroundings.screenMayLock(),
    });
    return { ...condition, torch: this.#torch, cameras: this.#cameras };
  }
}
