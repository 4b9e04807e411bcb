/** The token comes in the address's fragment, which no server sees; it is wiped from the address bar at once. */

const TOKEN = /^[A-Za-z0-9_-]{1,64}\.[A-Za-z0-9_-]{22}$/;

/** Returns the token, or null if the fragment holds none. */
export function tokenOf(fragment: string): string | null {
  const text = fragment.replace(/^#/, "");
  return TOKEN.test(text) ? text : null;
}

export function takeToken(): string | null {
  const token = tokenOf(location.hash);
  if (location.hash !== "") history.replaceState(null, "", location.pathname);
  return token;
}
