/**
 * What a reload must not lose. It lives in sessionStorage, so it ends with the tab; where that is forbidden
 * (private browsing, some in-app browsers) the page works and a reload begins anew.
 */
import type { Shelf } from "./positions/queue";
import type { Admission } from "./state";

const TOKEN = "token";
const ADMISSION = "admission";
const STEPS = "steps";

/** Which steps were taken already, so that a reload takes them again without asking. */
export interface Steps {
  media: boolean;
  position: boolean;
}

export class Memory implements Shelf {
  readonly #storage: Storage | null;
  readonly #fallback = new Map<string, string>();

  constructor(storage: Storage | null) {
    this.#storage = storage;
  }

  get token(): string | null {
    return this.getItem(TOKEN);
  }

  /** Another link's token forgets everything of the last one. */
  keepToken(token: string): void {
    if (token !== this.token) this.forget();
    this.setItem(TOKEN, token);
  }

  get admission(): Admission | null {
    const text = this.getItem(ADMISSION);
    return text === null ? null : (JSON.parse(text) as Admission);
  }

  keepAdmission(admission: Admission): void {
    this.setItem(ADMISSION, JSON.stringify(admission));
  }

  get steps(): Steps {
    const text = this.getItem(STEPS);
    return text === null ? { media: false, position: false } : (JSON.parse(text) as Steps);
  }

  keepStep(step: keyof Steps): void {
    this.setItem(STEPS, JSON.stringify({ ...this.steps, [step]: true }));
  }

  forget(): void {
    this.#fallback.clear();
    this.#storage?.clear();
  }

  getItem(name: string): string | null {
    return this.#storage?.getItem(name) ?? this.#fallback.get(name) ?? null;
  }

  setItem(name: string, text: string): void {
    try {
      if (this.#storage === null) this.#fallback.set(name, text);
      else this.#storage.setItem(name, text);
    } catch {
      this.#fallback.set(name, text);
    }
  }
}

/** sessionStorage, or null where even touching it is forbidden. */
export function sessionStorageIfAllowed(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
