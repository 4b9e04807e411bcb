/** From the link to the answer: looks the link up, says yes or no, and hands what comes of a yes to the app. */
import { ProblemError, type Http } from "../shared/http";
import type { Accepted, InviteForCitizen } from "../shared/messages";
import { accept, type Agreement } from "./acceptance";
import { linkOf } from "./link";
import type { Memory } from "./memory";
import type { Action } from "./reduce";
import type { Admission, State } from "./state";
import { WORDING_VERSION } from "./words";

/** A first ticket comes with the acceptance, to save a round trip. */
export type FirstTicket = Pick<Accepted, "ticket" | "ice_servers">;

export interface EntryOptions {
  http: Http;
  memory: Memory;
  state: () => State;
  dispatch: (action: Action) => void;
  admitted: (admission: Admission, firstTicket: FirstTicket) => void;
}

export class Entry {
  readonly #options: EntryOptions;

  constructor(options: EntryOptions) {
    this.#options = options;
  }

  /** Goes on where no answer came: whoever has agreed already is not asked for it anew. */
  async again(): Promise<void> {
    const { agreement } = this.#options.memory;
    await (agreement === null ? this.lookUp() : this.#agree(agreement));
  }

  async lookUp(): Promise<void> {
    await this.#ask(async () => {
      const invite = await this.#post<InviteForCitizen>("/citizen/look-up", {});
      this.#options.dispatch({ type: "looked-up", invite });
    });
  }

  async accept(): Promise<void> {
    const { chosen, language, invite, keepOriginal } = this.#options.state();
    const capabilities = invite?.capabilities.filter((one) => chosen.includes(one)) ?? [];
    const keep_original = keepOriginal && capabilities.includes("video");
    await this.#agree({ capabilities, language, keep_original, wording_version: WORDING_VERSION });
  }

  async decline(): Promise<void> {
    await this.#ask(async () => {
      await this.#post<undefined>("/citizen/decline", {});
      this.#options.memory.forget();
      this.#options.dispatch({ type: "declined" });
    });
  }

  /** For opening the link in another browser; rejects where copying is forbidden. */
  async copyLink(): Promise<void> {
    await navigator.clipboard.writeText(linkOf(this.#options.memory.token ?? ""));
  }

  async #agree(agreement: Agreement): Promise<void> {
    const { http, memory, admitted } = this.#options;
    await this.#ask(async () => {
      const { ticket, ice_servers, ...admission } = await accept(http, memory, agreement);
      memory.keepAdmission(admission);
      admitted(admission, { ticket, ice_servers });
    });
  }

  async #post<Answer>(path: string, body: object): Promise<Answer> {
    const { token } = this.#options.memory;
    return this.#options.http<Answer>(path, { method: "POST", body: { token, ...body } });
  }

  /** One question at a time: a second tap while one is under way does nothing. */
  async #ask(act: () => Promise<void>): Promise<void> {
    if (this.#options.state().busy) return;
    this.#options.dispatch({ type: "busy", busy: true });
    try {
      await act();
    } catch (error) {
      const code = error instanceof ProblemError ? error.code : "internal-error";
      this.#options.dispatch({ type: "failed", code });
    }
  }
}
