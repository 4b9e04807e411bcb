/** The page: signed out, signed in, or locked. Signing in again happens beside the desk, which stays as it was. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Settings } from "../settings";
import type { Account } from "../sign-in/account";
import { LAPSE_WORDS, watchTimeOuts, type Lapse, type Standing } from "../sign-in/time-outs";
import { Desk } from "../state/desk";
import { door, type Door } from "./sign-in-page";
import { icon } from "./icons";
import { LightElement } from "./light-element";
import "./officer-viewer";

const CHECK_SIGN_IN_EVERY = 5000;

@customElement("sightline-viewer")
export class SightlineViewer extends LightElement {
  @property({ attribute: false }) settings!: Settings;
  @property({ attribute: false }) account!: Account;
  @state() private desk: Desk | null = null;
  @state() private signedOut = true;
  @state() private standing: Standing = "good";
  @state() private problem: string | null = null;
  #stopTimeOuts: (() => void) | null = null;
  /** What was watched when the page was locked. */
  #watched: string[] = [];

  protected override firstUpdated(): void {
    if (this.account.officer) this.#begin();
    setInterval(() => {
      this.signedOut = this.account.idToken === null;
    }, CHECK_SIGN_IN_EVERY);
  }

  protected override render(): TemplateResult {
    if (!this.desk) return door(this.settings.force_name, this.#entrance());
    return html`<div
        class="desk"
        ?inert=${this.#lapsed !== null}
        ?hidden=${this.#lapsed !== null}
        @sightline-sign-in=${() => void this.#signInAgain(true)}
      >
        ${this.#bar()}
        <officer-viewer
          .desk=${this.desk}
          .styleUrl=${this.settings.map_style_url}
          .idToken=${() => this.account.idToken}
          .signOut=${() => void this.#signOut()}
        ></officer-viewer>
      </div>
      ${this.#lapsed ? door(this.settings.force_name, this.#lockDoor(this.#lapsed)) : nothing}`;
  }

  get #lapsed(): Lapse | null {
    return this.standing === "idle" || this.standing === "shift" ? this.standing : null;
  }

  #entrance(): Door {
    const problem = this.problem ?? this.account.problem;
    if (this.account.isStranger) {
      const words =
        "You are signed in, but in none of Sightline's groups. Ask your administrator for a role, then sign in again.";
      return { title: "No role here", words, button: { words: "Sign in again", act: this.#signIn }, problem };
    }
    const words = "See what the caller sees: live video, sound and position from a member of the public's phone.";
    return { title: "Sign in to begin", words, button: { words: "Sign in", act: this.#signIn }, problem };
  }

  #lockDoor(why: Lapse): Door {
    const words = `${LAPSE_WORDS[why]} Pictures are closed here; recording goes on, and so do files on their way. Sign in again, and this page is as you left it.`;
    return {
      title: "Locked",
      words,
      // Whoever stands before a locked page says who they are, though the provider remembers who it was.
      button: { words: "Sign in again", act: () => void this.#signInAgain(true) },
      problem: this.problem,
    };
  }

  /** What is soon to be said by a lock, or is true without one. */
  #bar(): TemplateResult | typeof nothing {
    if (this.standing === "idle-soon")
      return this.#signInBar("Still there? This page locks within a minute. Move the mouse or press a key.", null);
    if (this.signedOut)
      return this.#signInBar("Your sign-in has run out. Pictures go on, and what you typed stays.", false);
    if (this.standing === "shift-soon")
      return this.#signInBar("Your sign-in ends within ten minutes. Sign in again now, and nothing stops.", true);
    return nothing;
  }

  /** `fresh` asks who it is once more; null offers no sign-in. */
  #signInBar(words: string, fresh: boolean | null): TemplateResult {
    const again = () => void this.#signInAgain(fresh ?? false);
    return html`<div class="sign-in-bar" role="alert">
      ${icon("lock")} <span>${words} ${this.problem ?? ""}</span>
      ${fresh === null ? nothing : html`<button class="primary" @click=${again}>Sign in again</button>`}
    </div>`;
  }

  #begin(): void {
    const { officer } = this.account;
    if (!officer) return;
    const signallingUrl = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;
    this.desk ??= new Desk({
      officer,
      forceName: this.settings.force_name,
      keepsOriginals: this.settings.keep_original,
      blurredPurposes: this.settings.blurred_purposes,
      idToken: () => this.account.idToken,
      tokenOfWork: () => this.account.tokenOfWork,
      signallingUrl,
    });
    this.signedOut = false;
    this.standing = "good";
    this.problem = null;
    this.desk.start(officer);
    for (const sessionId of this.#watched.splice(0)) this.desk.watch(sessionId);
    this.#stopTimeOuts?.();
    this.#stopTimeOuts = watchTimeOuts({
      signedInAt: this.account.signedInAt,
      isWatching: () => this.#isWatching,
      onStanding: (standing) => {
        this.standing = standing;
        if (this.#lapsed) void this.#lock();
      },
    });
  }

  get #isWatching(): boolean {
    return !document.hidden && [...(this.desk?.pictures.values() ?? [])].some(({ state }) => state === "connected");
  }

  /** Nothing is seen or heard of a locked page, and nobody acts with its sign-in. */
  async #lock(): Promise<void> {
    this.#watched = this.desk?.stop() ?? [];
    for (const media of this.querySelectorAll<HTMLMediaElement>("video, audio")) media.pause();
    await this.account.lock();
  }

  readonly #signIn = (): void => {
    this.account
      .signIn()
      .catch(() => (this.problem = "The sign-in service does not answer. Check the network, then try again."));
  };

  async #signInAgain(fresh = false): Promise<void> {
    const before = this.desk?.officer.id;
    try {
      const officer = await this.account.signInAgain(fresh);
      if (officer && officer.id !== before) location.reload();
      else this.#begin();
    } catch {
      this.problem = "The sign-in was not finished. Try again.";
    }
  }

  async #signOut(): Promise<void> {
    this.desk?.stop();
    await this.account.signOut().catch(() => this.account.forget());
    location.reload();
  }
}
