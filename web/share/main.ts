/** The page of a recipient: takes the link's token out of the address bar, then shows who shares what. */
import "./styles.css";
import { makeHttp } from "../shared/http";
import { takeToken } from "./link";
import { ShareApi } from "./share-api";
import "./components/shared-page";

const dark = matchMedia("(prefers-color-scheme: dark)");

function dress(): void {
  document.documentElement.dataset.theme = dark.matches ? "dark" : "light";
}

dress();
dark.addEventListener("change", dress);
// A second link opened in the same tab changes only the fragment.
addEventListener("hashchange", () => {
  location.reload();
});
const page = document.createElement("shared-page");
document.body.replaceChildren(Object.assign(page, { api: new ShareApi(makeHttp("/api"), takeToken()) }));
