/** The viewer for a signed-in officer: three zones, one place at a time in the middle, keys and notices. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { problemWords } from "../state/problem-words";
import { sessionOfInvite } from "../state/picture-of-force";
import { NOWHERE, readPlace, writePlace, type Place } from "../state/place";
import { switchTheme, themeNow } from "../theme";
import { DeskElement } from "./light-element";
import type { Notices } from "./notices";
import { MOST_PICTURES } from "./picture-wall";
import type { PictureTile } from "./picture-tile";
import { pictureNumberOf, shortcutOf, shortcutSheet, type Shortcut } from "./shortcuts";
import { isForPictures, middle } from "./stage-middle";
import type { Wish } from "./top-bar";
import "./notices";
import "./session-rail";
import "./side-column";
import "./top-bar";

@customElement("officer-viewer")
export class OfficerViewer extends DeskElement {
  @property({ attribute: false }) styleUrl = "";
  @property({ attribute: false }) idToken: () => string | null = () => null;
  @property({ attribute: false }) signOut: () => void = () => undefined;
  @state() private place: Place = NOWHERE;
  @state() private focusedId: string | null = null;
  @state() private shownAt: number | null = null;
  @state() private helpShown = false;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("hashchange", this.#arrive);
    addEventListener("keydown", this.#key);
    this.#arrive();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("hashchange", this.#arrive);
    removeEventListener("keydown", this.#key);
  }

  protected override render(): TemplateResult {
    this.#followInvite();
    return html`<div
      class="viewer"
      @sightline-go=${this.#went}
      @sightline-watch=${this.#watched}
      @sightline-leave=${this.#left}
      @sightline-end=${this.#ended}
      @sightline-focus=${this.#focused}
      @sightline-shown-at=${this.#shown}
      @sightline-wish=${this.#wished}
      @sightline-notice=${this.#noticed}
    >
      <a class="skip" href="#stage" @click=${this.#skip}>Skip to the stage</a>
      <top-bar .desk=${this.desk} .theme=${themeNow()}></top-bar>
      <session-rail .desk=${this.desk} .place=${this.place}></session-rail>
      <main class="stage" id="stage" tabindex="-1">
        ${middle(this.place, this.desk, this.idToken, this.#chosenId, this.styleUrl)}
        <picture-wall
          .desk=${this.desk}
          .focusedId=${this.#chosenId}
          .strip=${!isForPictures(this.place, this.desk)}
        ></picture-wall>
      </main>
      ${this.#sideId ? this.#side(this.#sideId) : nothing}
      ${this.helpShown ? shortcutSheet(() => (this.helpShown = false)) : nothing}
      <sightline-notices></sightline-notices>
    </div>`;
  }

  #side(sessionId: string): TemplateResult {
    const shownAt = this.place.kind === "replay" ? this.shownAt : null;
    return html`<side-column
      .desk=${this.desk}
      .sessionId=${sessionId}
      .styleUrl=${this.styleUrl}
      .shownAt=${shownAt}
    ></side-column>`;
  }

  /** The picture that keys and the right column are about. */
  get #chosenId(): string | null {
    const ids = [...this.desk.pictures.keys()];
    return this.focusedId && ids.includes(this.focusedId) ? this.focusedId : (ids[0] ?? null);
  }

  get #sideId(): string | null {
    if (this.place.kind === "replay") return this.place.sessionId;
    if (this.place.kind === "invite")
      return this.desk.force.invites.get(this.place.inviteId)?.session_id ?? this.#chosenId;
    return this.#chosenId;
  }

  /** The invite on the stage has become a session: its picture comes to the stage by itself. */
  #followInvite(): void {
    if (this.place.kind !== "invite") return;
    const session = sessionOfInvite(this.desk.force, this.place.inviteId);
    if (!session || session.state === "ended" || this.desk.pictures.has(session.session_id)) return;
    queueMicrotask(() => {
      this.#bring(session.session_id);
    });
  }

  #go(place: Place): void {
    if (place.kind === "replay" && this.desk.force.sessions.get(place.sessionId)?.state === "ended") {
      this.desk.leave(place.sessionId);
    }
    const target = place.kind === "watch" ? { ...place, sessionIds: [...this.desk.pictures.keys()] } : place;
    const hash = writePlace(target);
    if (hash !== location.hash) history.pushState(null, "", hash);
    this.place = target;
    this.shownAt = null;
    window.scrollTo(0, 0);
  }

  readonly #arrive = (): void => {
    const place = readPlace(location.hash);
    this.place = place;
    if (place.kind === "watch") for (const sessionId of place.sessionIds) this.#bring(sessionId);
  };

  #bring(sessionId: string): void {
    if (this.desk.pictures.size >= MOST_PICTURES && !this.desk.pictures.has(sessionId)) {
      this.#say(`The wall is full: ${MOST_PICTURES} pictures. Leave one first.`, "trouble");
      return;
    }
    if (!this.desk.officer.mayAct) return;
    this.desk.watch(sessionId);
    this.focusedId = sessionId;
  }

  #show(sessionId: string): void {
    this.#bring(sessionId);
    this.#go(NOWHERE);
  }

  readonly #went = ({ detail }: CustomEvent<Place>): void => {
    this.#go(detail);
  };

  readonly #watched = ({ detail }: CustomEvent<string>): void => {
    this.#show(detail);
  };

  readonly #left = ({ detail }: CustomEvent<string>): void => {
    this.desk.leave(detail);
    this.#go(NOWHERE);
  };

  readonly #focused = ({ detail }: CustomEvent<string>): void => {
    this.focusedId = detail;
  };

  readonly #shown = ({ detail }: CustomEvent<number | null>): void => {
    this.shownAt = detail;
  };

  readonly #ended = async ({ detail }: CustomEvent<string>): Promise<void> => {
    try {
      await this.desk.endSession(detail);
      this.#say("The session has ended. Its recording is being sealed.", "good");
    } catch (problem) {
      this.#say(problemWords(problem), "trouble");
    }
  };

  readonly #noticed = ({
    detail: { text, tone },
  }: CustomEvent<{ text: string; tone: "calm" | "good" | "trouble" }>): void => {
    this.#say(text, tone);
  };

  readonly #wished = ({ detail }: CustomEvent<Wish>): void => {
    if (detail === "sign-out") this.signOut();
    else this.#shortcut(detail);
  };

  readonly #skip = (event: Event): void => {
    event.preventDefault();
    this.querySelector<HTMLElement>("#stage")?.focus();
  };

  readonly #key = (event: KeyboardEvent): void => {
    const number = pictureNumberOf(event);
    if (number !== null) this.focusedId = [...this.desk.pictures.keys()][number - 1] ?? this.focusedId;
    const shortcut = shortcutOf(event);
    if (!shortcut || event.defaultPrevented || event.repeat) return;
    event.preventDefault();
    this.#shortcut(shortcut);
  };

  #shortcut(shortcut: Shortcut): void {
    const tile = [...this.querySelectorAll<PictureTile>("picture-tile")].find(
      ({ sessionId }) => sessionId === this.#chosenId,
    );
    const acts: Record<Shortcut, () => void> = {
      "new-invite": () => {
        this.#go({ kind: "new-invite" });
      },
      past: () => {
        this.#go({ kind: "past" });
      },
      library: () => {
        this.#go({ kind: "library", query: "" });
      },
      stage: () => {
        if (this.helpShown) this.helpShown = false;
        else this.#go(NOWHERE);
      },
      theme: () => {
        switchTheme();
        this.requestUpdate();
      },
      help: () => {
        this.helpShown = !this.helpShown;
      },
      sound: () => tile?.toggle("sound"),
      grey: () => tile?.toggle("grey"),
      blur: () => tile?.toggle("blur"),
      full: () => void tile?.requestFullscreen().catch(() => undefined),
      chat: () => this.querySelector<HTMLElement>("#chat-text")?.focus(),
      rewind: () => {
        if (this.#chosenId) this.#go({ kind: "replay", sessionId: this.#chosenId });
      },
    };
    acts[shortcut]();
  }

  #say(text: string, tone: "calm" | "good" | "trouble"): void {
    this.querySelector<Notices>("sightline-notices")?.show(text, tone);
  }
}
