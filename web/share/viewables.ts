/** What of a share can be shown file by file: the copy itself, or what every player plays of a recording or a file. */
import type { CopyFiles, FileAddress, SharedCopies, SharedFile, ShareForRecipient } from "../shared/messages";

/** What stays in a browser's hands without trouble; a copy's own files are no larger. */
const MOST_BYTES = 2_000_000_000;

const UNDATED = new Date(0).toISOString();

export interface Viewable {
  name: string;
  mediaType: string;
  bytes: number;
  /** The instant of its first picture, counted from 1970 where nobody knows it. */
  beganAt: string;
  address: () => Promise<string>;
}

export interface Addresses {
  copyFiles: (copyId: string, to: "view") => Promise<CopyFiles>;
  file: (to: "view") => Promise<FileAddress>;
}

/** In the order in which they were recorded; a file as it came only where no copy of it was made to be played. */
export function viewables(
  { copies, file }: SharedCopies,
  kind: ShareForRecipient["kind"],
  addresses: Addresses,
): Viewable[] {
  const isMaster = kind === "session" || kind === "upload";
  const shown = copies.find((copy) => !isMaster || copy.kind === "playable");
  if (shown) return filesOf(shown, addresses);
  return file?.can_be_shown && file.bytes <= MOST_BYTES ? [asItCame(file, addresses)] : [];
}

function filesOf({ copy_id, files }: SharedCopies["copies"][number], addresses: Addresses): Viewable[] {
  return files.map((each) => ({
    name: each.file,
    mediaType: each.media_type,
    bytes: each.bytes,
    beganAt: each.began_at,
    address: async () => {
      const found = (await addresses.copyFiles(copy_id, "view")).files.find(({ file }) => file === each.file);
      if (!found) throw new Error("This file is not part of the copy any more.");
      return found.url;
    },
  }));
}

function asItCame({ file_name, media_type, bytes }: SharedFile, addresses: Addresses): Viewable {
  const address = async () => (await addresses.file("view")).url;
  return { name: file_name, mediaType: media_type, bytes, beganAt: UNDATED, address };
}
