/** Dark by default, light by choice; the choice stays with this browser. */

export type Theme = "dark" | "light";

/** Told to the window, for what does not take its colours from the style sheet. */
export const THEME_CHANGED = "sightline-theme-changed";

const KEPT_AS = "sightline.theme";

export function themeNow(): Theme {
  return document.documentElement.dataset.theme === "light" ? "light" : "dark";
}

/** Put the kept theme on the page. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = localStorage.getItem(KEPT_AS) === "light" ? "light" : "dark";
}

export function switchTheme(): void {
  const next = themeNow() === "light" ? "dark" : "light";
  localStorage.setItem(KEPT_AS, next);
  document.documentElement.dataset.theme = next;
  dispatchEvent(new Event(THEME_CHANGED));
}
