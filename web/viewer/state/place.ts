/** Where in the viewer the officer is; kept in the URL's hash, so that reload and back button work. */

export type Place =
  | { kind: "watch"; sessionIds: readonly string[] }
  | { kind: "new-invite" }
  | { kind: "invite"; inviteId: string }
  | { kind: "replay"; sessionId: string }
  | { kind: "past" }
  | { kind: "library"; query: string }
  | { kind: "material"; materialId: string }
  | { kind: "sources" };

const IDENTIFIER = /^[A-Za-z0-9_-]{1,64}$/;
export const NOWHERE: Place = { kind: "watch", sessionIds: [] };

/** Read a hash; anything strange is the empty stage. */
export function readPlace(hash: string): Place {
  const [, word = "", argument = ""] = hash.replace(/^#/, "").split("/");
  const ids = argument.split(",").filter((id) => IDENTIFIER.test(id));
  const [id] = ids;
  if (word === "new-invite" || word === "past" || word === "sources") return { kind: word };
  if (word === "invite" && id) return { kind: "invite", inviteId: id };
  if (word === "replay" && id) return { kind: "replay", sessionId: id };
  if (word === "material" && id) return { kind: "material", materialId: id };
  if (word === "library") return { kind: "library", query: decoded(argument) };
  return { kind: "watch", sessionIds: word === "watch" ? ids : [] };
}

/** The hash of a place; the inverse of `readPlace`. */
export function writePlace(place: Place): string {
  switch (place.kind) {
    case "watch":
      return place.sessionIds.length ? `#/watch/${place.sessionIds.join(",")}` : "#/";
    case "invite":
      return `#/invite/${place.inviteId}`;
    case "replay":
      return `#/replay/${place.sessionId}`;
    case "material":
      return `#/material/${place.materialId}`;
    case "library":
      return place.query ? `#/library/${encodeURIComponent(place.query)}` : "#/library";
    default:
      return `#/${place.kind}`;
  }
}

function decoded(argument: string): string {
  try {
    return decodeURIComponent(argument);
  } catch {
    return "";
  }
}
