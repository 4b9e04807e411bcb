/** Where the officers' viewer begins. */
import "./styles/all.css";
import { render } from "lit";
import { door } from "./components/sign-in-page";
import { setTimeZone } from "./components/moment";
import { readSettings } from "./settings";
import { Account } from "./sign-in/account";
import { applyTheme } from "./theme";
import "./components/sightline-viewer";

async function begin(): Promise<void> {
  const settings = await readSettings();
  setTimeZone(settings.time_zone);
  document.title = `Sightline · ${settings.force_name}`;
  const account = new Account(settings);
  if ((await account.restore()) === "popup") return;
  const viewer = document.createElement("sightline-viewer");
  document.body.replaceChildren(Object.assign(viewer, { settings, account }));
}

applyTheme();
begin().catch((problem: unknown) => {
  const words = problem instanceof Error ? problem.message : "Reload the page.";
  const again = {
    words: "Try again",
    act: () => {
      location.assign("/");
    },
  };
  render(door("", { title: "Sightline cannot start", words, button: again }), document.body);
});
