/** Which upload a file belongs to, kept for whoever chooses the same file again after the page was closed. */
import type { Named } from "../../../shared/upload/door";
import type { Recollection } from "../../../shared/upload/sending";

const PREFIX = "sightline-upload:";

export class UploadMemory implements Recollection {
  constructor(
    private readonly store: Pick<Storage, "getItem" | "setItem" | "removeItem">,
    private readonly incidentRef: string,
  ) {}

  find(file: Named): string | null {
    return this.store.getItem(this.#keyOf(file));
  }

  keep(file: Named, uploadId: string): void {
    this.store.setItem(this.#keyOf(file), uploadId);
  }

  forget(file: Named): void {
    this.store.removeItem(this.#keyOf(file));
  }

  #keyOf({ name, size, lastModified }: Named): string {
    return PREFIX + JSON.stringify([this.incidentRef, name, size, lastModified]);
  }
}
