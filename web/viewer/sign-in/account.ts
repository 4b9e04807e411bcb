/** Signing in: authorisation code with PKCE. The first time by a redirect, later in a window beside the page. */
import { UserManager, WebStorageStateStore, type User } from "oidc-client-ts";
import type { Settings } from "../settings";
import { officerOf, type Officer } from "./officer";

interface Return {
  /** The place in the viewer (the URL's hash) that the officer had asked for. */
  hash: string;
}

export class Account {
  readonly #manager: UserManager;
  #user: User | null = null;
  /** Who was signed in as the page was locked. */
  #left: User | null = null;
  /** Why the last sign-in came to nothing, for the officer. */
  problem: string | null = null;

  constructor(settings: Settings) {
    this.#manager = new UserManager({
      authority: settings.issuer,
      client_id: settings.client_id,
      redirect_uri: `${location.origin}/`,
      post_logout_redirect_uri: `${location.origin}/`,
      scope: "openid profile",
      loadUserInfo: false,
      // Without a refresh token the library would try a hidden frame, which the site's policy forbids.
      automaticSilentRenew: false,
      userStore: new WebStorageStateStore({ store: sessionStorage }),
    });
    this.#manager.events.addUserLoaded((user) => {
      this.#user = user;
    });
    this.#manager.events.addUserUnloaded(() => {
      this.#user = null;
    });
    this.#manager.events.addAccessTokenExpiring(() => void this.#renew());
  }

  /** Finish a sign-in that comes back to this page, or find the one that this tab has. */
  async restore(): Promise<"ready" | "signed-out" | "popup"> {
    const answer = new URLSearchParams(location.search);
    if (answer.has("state") && (answer.has("code") || answer.has("error"))) return this.#finish();
    this.#user = await this.#manager.getUser();
    return this.officer ? "ready" : "signed-out";
  }

  get officer(): Officer | null {
    return this.#user && !hasExpired(this.#user) ? officerOf(this.#user.profile) : null;
  }

  /** Someone is signed in, but in no group of ours. */
  get isStranger(): boolean {
    return this.#user !== null && officerOf(this.#user.profile) === null;
  }

  /** When the officer signed in, in milliseconds. */
  get signedInAt(): number {
    const { auth_time: signedIn, iat } = this.#user?.profile ?? {};
    return (signedIn ?? iat ?? Date.now() / 1000) * 1000;
  }

  /** What goes into `Authorization: Bearer`; null when the sign-in has run out. */
  get idToken(): string | null {
    return tokenOf(this.#user);
  }

  /** The same for what is under way, which goes on behind a locked page for as long as that token lives: an hour at most. */
  get tokenOfWork(): string | null {
    return this.idToken ?? tokenOf(this.#left);
  }

  async signIn(): Promise<void> {
    await this.#manager.signinRedirect({ state: { hash: location.hash } satisfies Return });
  }

  /** Sign in beside the page, so that nothing typed and no picture is lost; `fresh` asks who it is once more. */
  async signInAgain(fresh = false): Promise<Officer | null> {
    const prompt = fresh ? { prompt: "login" } : {};
    this.#user = await this.#manager.signinPopup({ popupWindowFeatures: { width: 480, height: 640 }, ...prompt });
    return this.officer;
  }

  /** Forget the tokens on this page; the provider is not asked. */
  async forget(): Promise<void> {
    this.#left = null;
    await this.#manager.removeUser();
  }

  /** Forget them but for what is under way; the page loaded again knows nobody. */
  async lock(): Promise<void> {
    this.#left = this.#user;
    await this.#manager.removeUser();
  }

  /** Sign out here and, where the provider has a way, there too. */
  async signOut(): Promise<void> {
    const metadata = await this.#manager.metadataService.getMetadata().catch(() => null);
    if (metadata?.end_session_endpoint) await this.#manager.signoutRedirect();
    else await this.forget();
  }

  async #finish(): Promise<"ready" | "signed-out" | "popup"> {
    try {
      const user = await this.#manager.signinCallback();
      if (!user) return "popup";
      this.#user = user;
      const { hash = "" } = (user.state ?? {}) as Partial<Return>;
      history.replaceState(null, "", `/${hash}`);
    } catch (problem) {
      // The answer was refused, the service is away, or this is an old address loaded again: begin anew.
      console.warn("Sign-in failed", problem);
      this.problem = "The sign-in did not go through. Try once more.";
      history.replaceState(null, "", "/");
    }
    return this.officer ? "ready" : "signed-out";
  }

  async #renew(): Promise<void> {
    if (this.#user?.refresh_token) this.#user = await this.#manager.signinSilent().catch(() => this.#user);
  }
}

function hasExpired({ profile }: User): boolean {
  return profile.exp * 1000 <= Date.now();
}

function tokenOf(user: User | null): string | null {
  return user && !hasExpired(user) ? (user.id_token ?? null) : null;
}
