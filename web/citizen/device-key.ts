/** A name that a page gives its device: known to nobody else, it proves that who asks again is who asked first. */

const BYTES = 16;

/** 128 random bits, base64url without padding. */
export function drawDeviceKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
