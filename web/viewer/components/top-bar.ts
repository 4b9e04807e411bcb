/** The bar above everything: whose viewer this is, whether it is connected, and who is signed in. */
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ConnectionState } from "../../shared/connection";
import { NOWHERE } from "../state/place";
import { ROLE_WORDS } from "../sign-in/officer";
import { goTo } from "./go-to";
import { icon, type IconName } from "./icons";
import { DeskElement } from "./light-element";
import { clockTime } from "./moment";
import "./exposure-minutes";

const CONNECTION_WORDS: Record<ConnectionState, { word: string; icon: IconName; tone: string; more: string }> = {
  open: { word: "Connected", icon: "check", tone: "good", more: "Everything on this page is up to date." },
  connecting: { word: "Connecting", icon: "clock", tone: "waiting", more: "Pictures go on; lists and chat follow." },
  waiting: {
    word: "Reconnecting",
    icon: "warning",
    tone: "trouble",
    more: "Pictures go on; lists and chat stand still for the moment.",
  },
  refused: {
    word: "Signed out",
    icon: "lock",
    tone: "trouble",
    more: "Pictures go on; sign in again for everything else.",
  },
  closed: { word: "Not connected", icon: "warning", tone: "trouble", more: "Reload the page." },
};

@customElement("top-bar")
export class TopBar extends DeskElement {
  @property({ attribute: false }) theme: "dark" | "light" = "dark";

  protected override render(): TemplateResult {
    const { officer, forceName } = this.desk;
    return html`<header class="top-bar">
      <button
        class="brand quiet"
        aria-label="Sightline: back to the pictures"
        @click=${() => {
          goTo(this, NOWHERE);
        }}
      >
        ${icon("mark")} <b>Sightline</b> <span class="force">${forceName}</span>
      </button>
      ${this.#connection()}
      <span class="space"></span>
      <span class="wall-clock">${clockTime(this.desk.now)}</span>
      ${officer.mayAct ? this.#newInvite() : html`<span class="badge">${icon("eye")} Read only</span>`}
      <button
        class="quiet square"
        aria-label=${this.theme === "dark" ? "Light colours" : "Dark colours"}
        title="Light or dark (T)"
        @click=${this.#ask("theme")}
      >
        ${icon("sun")}
      </button>
      <button
        class="quiet square"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        @click=${this.#ask("help")}
      >
        ${icon("help")}
      </button>
      <details class="who">
        <summary aria-label="Signed in: ${officer.name}">
          ${icon("person")} <span class="who-name">${officer.name}</span>
        </summary>
        <div class="menu">
          <p><b>${officer.name}</b><br /><span class="muted">${ROLE_WORDS[officer.role]}, ${forceName}</span></p>
          <exposure-minutes .desk=${this.desk}></exposure-minutes>
          <button @click=${this.#ask("sign-out")}>${icon("lock")} Sign out</button>
        </div>
      </details>
    </header>`;
  }

  #connection(): TemplateResult {
    const { word, icon: name, tone, more } = CONNECTION_WORDS[this.desk.connection];
    return html`<span
      class="connection ${tone}"
      role="status"
      aria-live="polite"
      title=${more}
      data-connection=${this.desk.connection}
    >
      ${icon(name)} <span class="connection-word">${word}</span>${tone === "good" ? nothing : html`<span class="connection-more">: ${more}</span>`}</span
    >`;
  }

  #newInvite(): TemplateResult {
    return html`<button
      class="primary"
      aria-keyshortcuts="n"
      @click=${() => {
        goTo(this, { kind: "new-invite" });
      }}
    >
      ${icon("plus")} New invite <kbd>N</kbd>
    </button>`;
  }

  #ask(what: Wish) {
    return () => this.dispatchEvent(new CustomEvent("sightline-wish", { bubbles: true, detail: what }));
  }
}

export type Wish = "theme" | "help" | "sign-out";

declare global {
  interface HTMLElementEventMap {
    "sightline-wish": CustomEvent<Wish>;
  }
}
