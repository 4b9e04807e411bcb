/** What materials are called and said to be. */
import type { MaterialKind, MaterialState, MaterialView, RetentionCategory } from "../../shared/messages";
import type { IconName } from "../components/icons";
import { span } from "../words/times";

export const KINDS: Record<MaterialKind, string> = {
  session: "Recording",
  upload: "Uploaded file",
  clip: "Clip",
  snapshot: "Snapshot",
  playable: "Playable copy",
  redacted: "Copy with faces hidden",
};

export const KIND_ICONS: Record<MaterialKind, IconName> = {
  session: "camera",
  upload: "archive",
  clip: "play",
  snapshot: "picture",
  playable: "play",
  redacted: "blur",
};

export const STATES: Record<MaterialState, string> = {
  held: "Kept",
  "disposal-proposed": "Disposal proposed",
  "disposal-approved": "Disposal approved",
  "disposal-announced": "Disposal announced",
  "disposal-begun": "Being disposed of",
  disposed: "Disposed of",
};

export const SHORT_CATEGORIES: Record<RetentionCategory, string> = {
  "not-evidential": "Not evidential",
  "mopi-group-1": "MoPI 1",
  "mopi-group-2": "MoPI 2",
  "mopi-group-3": "MoPI 3",
  "mopi-group-4": "MoPI 4",
};

const UNITS = ["bytes", "KB", "MB", "GB", "TB"];
const THOUSAND = 1000;

/** "12 MB": decimal units, as the store counts and bills them. */
export function sizeWords(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= THOUSAND && unit < UNITS.length - 1) {
    size /= THOUSAND;
    unit += 1;
  }
  const digits = unit && size < 10 ? 1 : 0;
  return `${size.toFixed(digits)} ${UNITS[unit] ?? ""}`;
}

/** "3 min, 12 MB": what there is of it; empty where nothing was recorded. */
export function extentWords({ began_at, ended_at, byte_count }: MaterialView): string {
  const length = began_at && ended_at ? Date.parse(ended_at) - Date.parse(began_at) : 0;
  return [length > 0 ? span(length) : "", byte_count ? sizeWords(byte_count) : ""].filter(Boolean).join(", ");
}

/** A picture that was brought in; it is shown as it came. */
export function isPhotograph({ kind, media_type }: Pick<MaterialView, "kind" | "media_type">): boolean {
  return kind === "upload" && (media_type?.startsWith("image/") ?? false);
}

/** Where a material's page is. A recording that was disposed of has no player any more. */
export function addressOf({ kind, material_id, state }: Pick<MaterialView, "kind" | "material_id" | "state">): string {
  return kind === "session" && state !== "disposed" ? `#/replay/${material_id}` : `#/material/${material_id}`;
}

/** "photograph": what it is, in the middle of a sentence. */
export function called(material: Pick<MaterialView, "kind" | "media_type" | "parent_id">): string {
  if (material.parent_id !== null) return "copy";
  if (isPhotograph(material)) return "photograph";
  return material.kind === "upload" ? "file" : "recording";
}
