/** What the picture, the boxes over it and the panel below it share while a copy with faces hidden is made. */
import type { Draft } from "./draft";

export interface Hiding {
  /** Null while nothing is being hidden. */
  draft: Draft | null;
  /** The wall clock of the picture that is shown, in milliseconds; null while none is. */
  at: number | null;
  /** The region whose box is to be given the keyboard. */
  wanted: string | null;
  change: (draft: Draft | null) => void;
  /** Show the picture of a time and, where a region is named, give its box the keyboard. */
  show: (at: number, id?: string) => void;
  /** Its box has the keyboard. */
  found: () => void;
}

/** By material: hand work that looking at something else for a moment does not lose. */
const DRAFTS = new Map<string, Draft>();

/** Holds it for a page, which is drawn anew with every change. */
export class HidingOnPage {
  #materialId = "";
  #at: number | null = null;
  #wanted: string | null = null;

  constructor(
    private readonly page: { requestUpdate: () => void },
    /** Brings the picture of a time to the screen. */
    private readonly bring: (at: number) => void,
  ) {}

  get now(): Hiding {
    const draft = DRAFTS.get(this.#materialId) ?? null;
    return { draft, at: this.#at, wanted: this.#wanted, change: this.#change, show: this.#show, found: this.#found };
  }

  /** Another material is on the page. */
  turnTo(materialId: string): void {
    this.#materialId = materialId;
    this.#at = this.#wanted = null;
  }

  /** Hears which picture is shown. */
  readonly shown = ({ detail }: CustomEvent<number | null>): void => {
    this.#at = detail;
    this.page.requestUpdate();
  };

  readonly #change = (draft: Draft | null): void => {
    if (draft) DRAFTS.set(this.#materialId, draft);
    else DRAFTS.delete(this.#materialId);
    this.#wanted = null;
    this.page.requestUpdate();
  };

  readonly #show = (at: number, id?: string): void => {
    this.#wanted = id ?? null;
    this.page.requestUpdate();
    this.bring(at);
  };

  readonly #found = (): void => {
    this.#wanted = null;
  };
}

declare global {
  interface HTMLElementEventMap {
    "sightline-shown-at": CustomEvent<number | null>;
  }
}
