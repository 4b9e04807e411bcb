/**
 * "Leave now": capture stops first, then the page is replaced by a harmless one, so that the back button does not
 * lead here again. What it cannot hide is said on the page (the text message, the address in the history).
 */

const HARMLESS_PAGE = (import.meta.env.VITE_LEAVE_TO as string | undefined) ?? "https://www.bbc.co.uk/weather";

export function leavePage(stop: () => void): void {
  try {
    stop();
  } finally {
    document.body.replaceChildren();
    location.replace(HARMLESS_PAGE);
  }
}
