/** What the buttons do: the page's effects, each ending in an action on the state. */
import type { Http } from "../shared/http";
import type { Language } from "../shared/messages";
import { Entry, type FirstTicket } from "./entry";
import { FilesDoor } from "./files/door";
import { leavePage } from "./leave";
import { Capture } from "./media/capture";
import { captureMessage } from "./media/condition";
import { canStream } from "./media/devices";
import type { Memory, Unsent } from "./memory";
import { Door } from "./original/door";
import { cameraFault, type Fault } from "./phone/fault";
import type { Phone } from "./phone/phone";
import { watchPosition } from "./positions/watch";
import { mediaStep, reduce, type Action } from "./reduce";
import { Sharing } from "./sharing";
import { agreed, initialState, type Admission, type State } from "./state";
import { WakeLock } from "./wake";

export interface AppOptions {
  http: Http;
  memory: Memory;
  phone: Phone;
  language: Language;
  show: (state: State) => void;
}

export class App {
  readonly phone: Phone;
  readonly capture: Capture;
  readonly entry: Entry;
  readonly wake = new WakeLock();
  readonly original: Door;
  readonly files: FilesDoor;
  readonly #options: AppOptions;
  #state: State;
  #sharing: Sharing | null = null;
  #stopWatching: () => void = () => undefined;

  constructor(options: AppOptions) {
    this.#options = options;
    this.phone = options.phone;
    this.#state = initialState(options.language, canStream());
    this.entry = new Entry({
      http: options.http,
      memory: options.memory,
      state: () => this.#state,
      dispatch: (action) => {
        this.dispatch(action);
      },
      admitted: (admission, firstTicket) => {
        this.#share(admission, firstTicket);
      },
    });
    this.capture = new Capture(
      {
        changed: (facts) => {
          this.dispatch({ type: "capture", facts });
        },
        replaced: (track) => this.#sharing?.replace(track),
      },
      {
        hidden: () => document.hidden && this.phone.system !== "other",
        screenMayLock: () => this.wake.mayLock(),
      },
    );
    const { http, memory } = options;
    const dispatch = (action: Action) => {
      this.dispatch(action);
    };
    this.files = new FilesDoor(http, memory);
    this.original = new Door({ http, token: memory.token, capture: this.capture, dispatch });
  }

  get state(): State {
    return this.#state;
  }

  dispatch(action: Action): void {
    const before = this.#state;
    this.#state = reduce(before, action);
    if (this.#state === before) return;
    const over = this.#state.screen === "ended" || this.#state.screen === "failed";
    if (over && this.#sharing !== null) this.#stop();
    this.#report();
    this.original.follow(this.#state);
    this.files.follow(this.#state);
    this.#options.show(this.#state);
  }

  /** Goes on where a reload left off, or begins with the link. */
  async begin(): Promise<void> {
    const { memory } = this.#options;
    this.#options.show(this.#state);
    if (memory.unsent !== null) {
      this.#goOnSending(memory.unsent);
      return;
    }
    if (memory.admission === null && memory.agreement === null && (await this.original.goOn())) return;
    if (memory.token === null) this.dispatch({ type: "failed", code: "no-link" });
    else if (memory.admission !== null) await this.#resume(memory.admission);
    else if (memory.agreement !== null) await this.entry.again();
    else if (this.phone.inApp) this.dispatch({ type: "warned-of-app" });
    else await this.entry.lookUp();
  }

  /** Camera first and alone; then sound, which may fail without harm. */
  async startMedia(): Promise<void> {
    this.dispatch({ type: "busy", busy: true });
    if (!agreed(this.#state, "video")) {
      await this.#startSoundAlone();
      return;
    }
    try {
      await this.capture.startCamera();
    } catch (error) {
      this.#stuck("camera-granted", cameraFault(error));
      return;
    }
    this.#streaming();
    if (agreed(this.#state, "audio")) await this.#startSound();
    this.dispatch({ type: "media-on" });
  }

  startPosition(): void {
    this.dispatch({ type: "busy", busy: true });
    this.#stopWatching();
    this.#stopWatching = watchPosition({
      fixed: (fix) => {
        this.#sharing?.positions.add(fix);
        this.#options.memory.keepStep("position");
        this.dispatch({ type: "position-on" });
      },
      failed: (fault) => {
        if (this.#state.positions === "off") this.#stuck("first-position", fault);
      },
    });
  }

  skipMedia(): void {
    this.dispatch({ type: "skipped", capability: mediaStep(this.#state) });
  }

  skipPosition(): void {
    if (this.#state.fault === null) this.#sharing?.reporter.trouble("first-position", "position-refused");
    this.dispatch({ type: "skipped", capability: "location" });
  }

  /** Sound that never came is asked for again; else it is a choice. */
  async toggleSound(): Promise<void> {
    if (this.capture.microphone.condition === "off") await this.capture.startMicrophone();
    else this.capture.mute(!this.#state.soundOff);
  }

  /** Must run within the tap: phones let nothing else begin a sound. */
  listen(on: boolean): void {
    this.#sharing?.listen(on);
  }

  write(text: string): void {
    this.#sharing?.write(text);
  }

  end(): void {
    this.#stop((sharing) => {
      sharing.end();
    });
    this.dispatch({ type: "ended", reason: "citizen" });
  }

  leave(): void {
    leavePage(() => {
      this.files.leave();
      this.#stop((sharing) => {
        sharing.reporter.trouble("first-frame", "left");
        sharing.stop();
      });
    }, () => this.original.leave());
  }

  /** The page is in sight again, or back online. */
  async comeBack(): Promise<void> {
    this.#sharing?.hurry();
    if (this.#sharing === null) return;
    if (this.#state.camera !== "off") await this.wake.hold();
    await this.capture.recover();
  }

  goAway(): void {
    this.capture.report();
    this.#sharing?.flush();
  }

  #share(admission: Admission, firstTicket: FirstTicket | null): void {
    const { http, memory } = this.#options;
    const dispatch = (action: Action) => {
      this.dispatch(action);
    };
    this.#sharing = new Sharing({ admission, firstTicket, http, memory, capture: this.capture, dispatch });
    this.#sharing.start();
    this.dispatch({ type: "accepted", admission });
    if (!this.#state.supported) this.#sharing.reporter.trouble("camera-granted", "browser-unsupported");
  }

  /** A reload after the end: files that were not all sent can be chosen again. */
  #goOnSending({ admission, reason }: Unsent): void {
    this.dispatch({ type: "accepted", admission });
    this.dispatch({ type: "ended", reason });
  }

  async #resume(admission: Admission): Promise<void> {
    const { steps } = this.#options.memory;
    this.#share(admission, null);
    if (steps.media && this.#state.screen === "camera") await this.startMedia();
    if (steps.position && agreed(this.#state, "location")) this.startPosition();
  }

  async #startSoundAlone(): Promise<void> {
    if (await this.capture.startMicrophone()) {
      this.#streaming();
      this.dispatch({ type: "media-on" });
    } else this.#stuck("camera-granted", "microphone-refused");
  }

  async #startSound(): Promise<void> {
    const came = await this.capture.startMicrophone();
    if (!came && this.#state.leg !== "connected") this.#sharing?.reporter.trouble("first-frame", "microphone-refused");
  }

  #streaming(): void {
    this.#options.memory.keepStep("media");
    this.#sharing?.reporter.troubleOver();
    this.#sharing?.reporter.progress("camera-granted");
    this.#sharing?.stream();
    void this.wake.hold();
  }

  #stuck(stage: "camera-granted" | "first-position", fault: Fault): void {
    const inApp = this.phone.inApp && stage === "camera-granted";
    this.#sharing?.reporter.trouble(stage, inApp ? "in-app-browser" : fault);
    this.dispatch({ type: "fault", fault });
  }

  /** Camera, microphone and signal, once one of them has begun; the reporter knows what is new. */
  #report(): void {
    if (this.#state.camera === "off" && this.#state.microphone === "off") return;
    this.#sharing?.reporter.capture(captureMessage(this.#state, this.capture.microphoneFault));
  }

  /** Capture stops before anything else; `finish` has the last word with the officers. */
  #stop(finish = (sharing: Sharing) => {
    sharing.stop();
  }): void {
    const sharing = this.#sharing;
    this.#sharing = null;
    this.capture.stop();
    this.#stopWatching();
    this.wake.release();
    this.#options.memory.forget();
    if (sharing !== null) finish(sharing);
  }
}
