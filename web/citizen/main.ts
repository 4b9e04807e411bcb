/** The page behind the link: takes the token out of the address bar, then lets the app begin. */
import { makeHttp } from "../shared/http";
import type { Language } from "../shared/messages";
import { App } from "./app";
import { takeToken } from "./link";
import { Memory, sessionStorageIfAllowed } from "./memory";
import { Page } from "./page";
import { phoneOf } from "./phone/phone";
import "./styles/index.css";

const memory = new Memory(sessionStorageIfAllowed());
const token = takeToken();
if (token !== null) memory.keepToken(token);

const page = new Page(document.body);
const app = new App({
  http: makeHttp("/api"),
  memory,
  phone: phoneOf(navigator.userAgent, navigator.maxTouchPoints),
  language: preferredLanguage(),
  show: (state) => {
    page.show(state);
  },
});
page.attach(app);
listen();
void app.begin();

function preferredLanguage(): Language {
  return navigator.language.startsWith("cy") ? "cy" : "en";
}

function listen(): void {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) app.goAway();
    else void app.comeBack();
  });
  window.addEventListener("online", () => void app.comeBack());
  window.addEventListener("pagehide", () => {
    app.goAway();
  });
  // A second link tapped in the same tab changes only the fragment.
  window.addEventListener("hashchange", () => {
    location.reload();
  });
  window.addEventListener("pointerdown", () => {
    app.wake.touched();
  });
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape") app.leave();
  });
}
