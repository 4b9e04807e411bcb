/** The page: signed out, signed in, or locked. Signing in again happens beside the desk, which stays as it was. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Settings } from "../settings";
import type { Account } from "../sign-in/account";
import { LAPSE_WORDS, watchTimeOuts, type Lapse } from "../sign-in/time-outs";
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
  @state() private lapsed: Lapse | null = null;
  @state() private problem: string | null = null;
  #stopTimeOuts: (() => void) | null = null;

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
        ?inert=${this.lapsed !== null}
        ?hidden=${this.lapsed !== null}
        @sightline-sign-in=${() => void this.#signInAgain(true)}
      >
        ${this.signedOut && !this.lapsed ? this.#signInBar() : nothing}
        <officer-viewer
          .desk=${this.desk}
          .styleUrl=${this.settings.map_style_url}
          .idToken=${() => this.account.idToken}
          .signOut=${() => void this.#signOut()}
        ></officer-viewer>
      </div>
      ${this.lapsed ? door(this.settings.force_name, this.#lock(this.lapsed)) : nothing}`;
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

  #lock(why: Lapse): Door {
    const words = `${LAPSE_WORDS[why]} Pictures are closed here; recording goes on. What you typed is still there.`;
    return {
      title: "Locked",
      words,
      button: { words: "Sign in again", act: () => void this.#signInAgain() },
      problem: this.problem,
    };
  }

  #signInBar(): TemplateResult {
    return html`<div class="sign-in-bar" role="alert">
      ${icon("lock")}
      <span>Your sign-in has run out. Pictures go on, and what you typed stays. ${this.problem ?? ""}</span>
      <button class="primary" @click=${() => void this.#signInAgain()}>Sign in again</button>
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
      idToken: () => this.account.idToken,
      signallingUrl,
    });
    this.signedOut = false;
    this.lapsed = this.problem = null;
    this.desk.start(officer);
    this.#stopTimeOuts?.();
    this.#stopTimeOuts = watchTimeOuts(
      this.account.signedInAt,
      () => this.#isWatching,
      (why) => void this.#lapse(why),
    );
  }

  get #isWatching(): boolean {
    return !document.hidden && [...(this.desk?.pictures.values() ?? [])].some(({ state }) => state === "connected");
  }

  async #lapse(why: Lapse): Promise<void> {
    this.#stopTimeOuts?.();
    this.lapsed = why;
    this.desk?.stop();
    await this.account.forget();
  }

  readonly #signIn = (): void => {
    this.account
      .signIn()
      .catch(() => (this.problem = "The sign-in service does not answer. Check the network, then try again."));
  };

  async #signInAgain(fresh = false): Promise<void> {
    const before = this.desk?.officer.name;
    try {
      const officer = await this.account.signInAgain(fresh);
      if (officer && officer.name !== before) location.reload();
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
