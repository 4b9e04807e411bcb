/**
 * What a reload must not lose. It lives in sessionStorage, so it ends with the tab; where that is forbidden
 * (private browsing, some in-app browsers) the page works and a reload begins anew.
 */
import type { EndReason } from "../shared/messages";
import type { Agreement } from "./acceptance";
import { drawDeviceKey } from "./device-key";
import type { Shelf } from "./positions/queue";
import type { Admission } from "./state";

const TOKEN = "token";
const DEVICE_KEY = "device-key";
const AGREEMENT = "agreement";
const ADMISSION = "admission";
const STEPS = "steps";
const UNSENT = "unsent";

/** Which steps were taken already, so that a reload takes them again without asking. */
export interface Steps {
  media: boolean;
  position: boolean;
}

/** A session that is over, of which files are not all sent. */
export interface Unsent {
  admission: Admission;
  reason: EndReason;
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

  /** By this the server knows the device again whose answer was lost; drawn once for each link. */
  get deviceKey(): string {
    const key = this.getItem(DEVICE_KEY) ?? drawDeviceKey();
    this.setItem(DEVICE_KEY, key);
    return key;
  }

  /** What the person agreed to and the server has not answered yet. */
  get agreement(): Agreement | null {
    return this.#read(AGREEMENT) as Agreement | null;
  }

  keepAgreement(agreement: Agreement | null): void {
    this.setItem(AGREEMENT, JSON.stringify(agreement));
  }

  get admission(): Admission | null {
    return this.#read(ADMISSION) as Admission | null;
  }

  keepAdmission(admission: Admission): void {
    this.setItem(ADMISSION, JSON.stringify(admission));
    this.keepAgreement(null);
  }

  get steps(): Steps {
    return (this.#read(STEPS) as Steps | null) ?? { media: false, position: false };
  }

  keepStep(step: keyof Steps): void {
    this.setItem(STEPS, JSON.stringify({ ...this.steps, [step]: true }));
  }

  get unsent(): Unsent | null {
    return this.#read(UNSENT) as Unsent | null;
  }

  keepUnsent(unsent: Unsent | null): void {
    this.setItem(UNSENT, JSON.stringify(unsent));
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

  #read(name: string): unknown {
    const text = this.getItem(name);
    return text === null ? null : JSON.parse(text);
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
