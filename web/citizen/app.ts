/** What the buttons do: the page's effects, each ending in an action on the state. */
import { ProblemError, type Http } from "../shared/http";
import type { Accepted, InviteForCitizen, Language } from "../shared/messages";
import { accept, type Agreement } from "./acceptance";
import { leavePage } from "./leave";
import { linkOf } from "./link";
import { Capture } from "./media/capture";
import { captureMessage } from "./media/condition";
import { canStream } from "./media/devices";
import type { Memory } from "./memory";
import { cameraFault, type Fault } from "./phone/fault";
import type { Phone } from "./phone/phone";
import { watchPosition } from "./positions/watch";
import { mediaStep, reduce, type Action } from "./reduce";
import { Sharing } from "./sharing";
import { agreed, initialState, type Admission, type State } from "./state";
import { WakeLock } from "./wake";
import { WORDING_VERSION } from "./words";

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
  readonly wake = new WakeLock();
  readonly #options: AppOptions;
  #state: State;
  #sharing: Sharing | null = null;
  #stopWatching: () => void = () => undefined;

  constructor(options: AppOptions) {
    this.#options = options;
    this.phone = options.phone;
    this.#state = initialState(options.language, canStream());
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
    this.#options.show(this.#state);
  }

  /** Goes on where a reload left off, or begins with the link. */
  async begin(): Promise<void> {
    const { memory } = this.#options;
    this.#options.show(this.#state);
    if (memory.token === null) this.dispatch({ type: "failed", code: "no-link" });
    else if (memory.admission !== null) await this.#resume(memory.admission);
    else if (memory.agreement !== null) await this.again();
    else if (this.phone.inApp) this.dispatch({ type: "warned-of-app" });
    else await this.lookUp();
  }

  /** Goes on where no answer came: whoever has agreed already is not asked for it anew. */
  async again(): Promise<void> {
    const { agreement } = this.#options.memory;
    await (agreement === null ? this.lookUp() : this.#accept(agreement));
  }

  async lookUp(): Promise<void> {
    await this.#ask(async () => {
      const invite = await this.#post<InviteForCitizen>("/citizen/look-up", {});
      this.dispatch({ type: "looked-up", invite });
    });
  }

  async accept(): Promise<void> {
    const { chosen, language, invite } = this.#state;
    const capabilities = invite?.capabilities.filter((one) => chosen.includes(one)) ?? [];
    await this.#accept({ capabilities, language, wording_version: WORDING_VERSION });
  }

  async decline(): Promise<void> {
    await this.#ask(async () => {
      await this.#post<undefined>("/citizen/decline", {});
      this.#options.memory.forget();
      this.dispatch({ type: "declined" });
    });
  }

  async copyLink(): Promise<void> {
    await navigator.clipboard.writeText(this.link);
  }

  get link(): string {
    return linkOf(this.#options.memory.token ?? "");
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
      this.#stop((sharing) => {
        sharing.reporter.trouble("first-frame", "left");
        sharing.stop();
      });
    });
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

  async #accept(agreement: Agreement): Promise<void> {
    const { http, memory } = this.#options;
    await this.#ask(async () => {
      const { ticket, ice_servers, ...admission } = await accept(http, memory, agreement);
      memory.keepAdmission(admission);
      this.#share(admission, { ticket, ice_servers });
    });
  }

  #share(admission: Admission, firstTicket: Pick<Accepted, "ticket" | "ice_servers"> | null): void {
    const { http, memory } = this.#options;
    const dispatch = (action: Action) => {
      this.dispatch(action);
    };
    this.#sharing = new Sharing({ admission, firstTicket, http, memory, capture: this.capture, dispatch });
    this.#sharing.start();
    this.dispatch({ type: "accepted", admission });
    if (!this.#state.supported) this.#sharing.reporter.trouble("camera-granted", "browser-unsupported");
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
    this.#sharing?.reporter.capture(captureMessage(this.#state, this.#state.signal, this.capture.microphoneFault));
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

  async #post<Answer>(path: string, body: object): Promise<Answer> {
    const token = this.#options.memory.token;
    return this.#options.http<Answer>(path, { method: "POST", body: { token, ...body } });
  }

  async #ask(act: () => Promise<void>): Promise<void> {
    if (this.#state.busy) return;
    this.dispatch({ type: "busy", busy: true });
    try {
      await act();
    } catch (error) {
      this.dispatch({ type: "failed", code: error instanceof ProblemError ? error.code : "internal-error" });
    }
  }
}
