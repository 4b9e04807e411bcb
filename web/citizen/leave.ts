/**
 * "Leave now": capture stops first, then the page is replaced by a harmless one, so that the back button does not
 * lead here again. What it cannot hide is said on the page (the text message, the address in the history).
 */

const HARMLESS_PAGE = (import.meta.env.VITE_LEAVE_TO as string | undefined) ?? "https://www.bbc.co.uk/weather";

/** The page is blank at once; what is being deleted gets a moment longer before the address changes. */
const MOMENT_MILLISECONDS = 300;

export function leavePage(stop: () => void, wipe: () => Promise<unknown> | null): void {
  let wiped: Promise<unknown> | null = null;
  try {
    stop();
    wiped = wipe();
  } finally {
    document.body.replaceChildren();
    const go = () => {
      location.replace(HARMLESS_PAGE);
    };
    if (wiped === null) go();
    else {
      wiped.then(go, go);
      setTimeout(go, MOMENT_MILLISECONDS);
    }
  }
}
