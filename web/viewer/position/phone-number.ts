/** Phone numbers as people paste them. The server decides which it texts; this only tidies and reads back. */

/** Drop what is not part of the number: spaces, dashes, brackets, "tel:", "(0)" after a country code. */
export function tidyNumber(pasted: string): string {
  const bare = pasted.normalize("NFKC").replace(/^\s*(tel|sms|phone|mobile|mob)\s*[:.]?\s*/i, "");
  const international = /^\s*(\+|00)/.test(bare);
  const digits = (international ? bare.replace(/\(\s*0\s*\)/, "") : bare).replace(/\D/g, "");
  return international ? `+${digits.replace(/^00/, "")}` : digits;
}

/** Group the digits as one reads them out: "07700 900 123", "+44 7700 900 123". */
export function readBack(pasted: string): string {
  const number = tidyNumber(pasted);
  const uk = /^(\+44|0)(7\d{3})(\d{3})(\d{3})$/.exec(number);
  if (!uk) return number;
  const [, prefix = "", first = "", second = "", third = ""] = uk;
  return prefix === "0" ? `0${first} ${second} ${third}` : `+44 ${first} ${second} ${third}`;
}
