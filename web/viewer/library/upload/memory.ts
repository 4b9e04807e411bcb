/** Which upload a file belongs to, kept for whoever chooses the same file again after the page was closed. */
export interface Named {
  readonly name: string;
  readonly size: number;
  readonly lastModified: number;
}

const PREFIX = "sightline-upload:";

export class UploadMemory {
  constructor(private readonly store: Pick<Storage, "getItem" | "setItem" | "removeItem">) {}

  find(file: Named, incidentRef: string): string | null {
    return this.store.getItem(keyOf(file, incidentRef));
  }

  keep(file: Named, incidentRef: string, uploadId: string): void {
    this.store.setItem(keyOf(file, incidentRef), uploadId);
  }

  forget(file: Named, incidentRef: string): void {
    this.store.removeItem(keyOf(file, incidentRef));
  }
}

function keyOf({ name, size, lastModified }: Named, incidentRef: string): string {
  return PREFIX + JSON.stringify([incidentRef, name, size, lastModified]);
}
