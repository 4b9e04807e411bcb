/**
 * Sends pieces straight to the evidence store, one at a time and in order, each deleted here once the store has it.
 * It remembers nothing: what is still to be sent is what lies on the phone and not in the store's list.
 */
import { backoffMilliseconds, type Random } from "../../shared/backoff";
import { ProblemError, type Http } from "../../shared/http";
import type { OriginalStanding, PieceAddress } from "../../shared/messages";
import type { Note } from "./note";
import { inOrder, nameOf, pieceOf, type Piece } from "./piece";
import type { PieceStore } from "./piece-store";

const ACROSS = 1000;
/** The answer of the store that something stands under this name already. */
const THERE_ALREADY = 412;
/** The bytes are not those that were hashed: the phone has lost them. */
const NOT_THESE_BYTES = 400;

export interface SenderOptions {
  http: Http;
  note: () => Note;
  store: PieceStore;
  /** So many pieces are still on the phone, of so many in all. */
  progressed: (left: number, total: number) => void;
  fetcher?: typeof fetch;
  random?: Random;
  wait?: (milliseconds: number) => Promise<void>;
}

export class Sender {
  readonly #options: SenderOptions;
  readonly #fetcher: typeof fetch;
  #failures = 0;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#fetcher = options.fetcher ?? ((...args) => fetch(...args));
  }

  /** Says what there is; hears what of it the store has. Rejects as `Http` does. */
  async declare(complete: boolean): Promise<OriginalStanding> {
    const { http, note } = this.#options;
    const body = { takes: note().takes, said_at: new Date().toISOString(), complete };
    return http<OriginalStanding>("/citizen/original", { method: "POST", body, bearer: note().credential });
  }

  /**
   * Sends what lies here until nothing is left or it is told to stop, which it answers with false.
   * Waits out a network that fails; rejects with what the server will not take back.
   */
  async send(signal: AbortSignal): Promise<boolean> {
    await this.#persist(signal, async () => {
      await this.#forgetStored(await this.declare(false));
    });
    for (const piece of await this.#left()) {
      if (signal.aborted) return false;
      await this.#persist(signal, () => this.#sendOne(piece, signal));
      await this.#report();
    }
    return !signal.aborted;
  }

  /** Says that nothing more comes. */
  async finish(signal: AbortSignal): Promise<void> {
    await this.#persist(signal, async () => {
      await this.declare(true);
    });
  }

  async #left(): Promise<Piece[]> {
    return inOrder((await this.#options.store.names()).map(pieceOf).filter((piece) => piece !== null));
  }

  async #forgetStored(standing: OriginalStanding): Promise<void> {
    const stored = new Map(standing.takes.map((take) => [take.take_id, new Set(take.stored)]));
    for (const piece of await this.#left())
      if (stored.get(piece.take_id)?.has(piece.sequence)) await this.#options.store.remove(nameOf(piece));
    await this.#report();
  }

  async #sendOne(piece: Piece, signal: AbortSignal): Promise<void> {
    const { http, note, store } = this.#options;
    const blob = await store.get(nameOf(piece));
    if (blob !== null) {
      const body = {
        take_id: piece.take_id,
        sequence: piece.sequence,
        captured_at: new Date(piece.captured).toISOString(),
        duration_milliseconds: piece.milliseconds,
        bytes: blob.size,
        sha256: piece.sha256,
      };
      const { url, headers } = await http<PieceAddress>("/citizen/original/pieces", {
        method: "POST",
        body,
        bearer: note().credential,
      });
      await this.#put(url, { method: "PUT", headers, body: await blob.arrayBuffer(), signal });
    }
    await store.remove(nameOf(piece));
  }

  async #put(url: string, request: RequestInit): Promise<void> {
    const options: RequestInit = { ...request, credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" };
    const response = await this.#fetcher(url, options).catch((cause: unknown) => {
      throw new ProblemError({ code: "offline", status: 0, detail: String(cause) });
    });
    if (response.ok || response.status === THERE_ALREADY || response.status === NOT_THESE_BYTES) return;
    // An address that has run out is asked for anew: whatever the store says against it may pass.
    throw new ProblemError({ code: "store-unavailable", status: 503, detail: response.statusText });
  }

  async #persist(signal: AbortSignal, act: () => Promise<void>): Promise<void> {
    const wait = this.#options.wait ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)));
    while (!signal.aborted) {
      try {
        await act();
        this.#failures = 0;
        return;
      } catch (error) {
        if (!(error instanceof ProblemError && error.passing)) throw error;
        this.#failures += 1;
        await wait(ACROSS + backoffMilliseconds(this.#failures, this.#options.random ?? Math.random));
      }
    }
  }

  async #report(): Promise<void> {
    const total = this.#options.note().takes.reduce((sum, { pieces }) => sum + pieces, 0);
    this.#options.progressed((await this.#left()).length, total);
  }
}
