/** The page: takes a bundle, says how far it is, then what holds, what does not, and where. */
import { Report, UnreadableError, UnsoundError } from "./report";
import { readKey } from "./signers";
import { groupFindings, titleOf, verdict, WORDS, type Group } from "./telling";
import { verify } from "./verify";
import { openZip } from "./zip";

function find<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`The page lacks #${id}.`);
  return element;
}

const bundle = find("bundle", HTMLInputElement);
const key = find("key", HTMLInputElement);
const button = find("check", HTMLButtonElement);
const status = find("status", HTMLElement);
const progress = find("progress", HTMLProgressElement);
const result = find("result", HTMLElement);

async function check(file: File): Promise<void> {
  button.disabled = true;
  result.hidden = true;
  progress.hidden = false;
  say(`Checking ${file.name}.`);
  try {
    show(await verify(await openZip(file), await trustedKeys(), tellProgress));
  } catch (error) {
    show(unreadable(error));
  } finally {
    button.disabled = false;
    progress.hidden = true;
  }
}

async function trustedKeys(): Promise<ReadonlySet<string>> {
  const named = await Promise.all([...(key.files ?? [])].map(async (file) => (await readKey(await file.text())).print));
  return new Set(named);
}

function unreadable(error: unknown): Report {
  const isTold = error instanceof UnreadableError || error instanceof UnsoundError;
  const report = new Report();
  const text = isTold ? error.message : "This file cannot be read here. Try another browser, or verify.py.";
  report.judge("bag", [[text, ""]], "");
  return report;
}

function tellProgress(done: number, all: number): void {
  progress.value = all > 0 ? done / all : 1;
}

function show(report: Report): void {
  const heading = find("verdict", HTMLElement);
  heading.textContent = verdict(report);
  heading.dataset.outcome = report.holds ? "holds" : "fails";
  find("findings", HTMLElement).replaceChildren(...groupFindings(report.findings).flatMap(drawGroup));
  result.hidden = false;
  say("");
  result.focus();
}

function drawGroup(group: Group): HTMLElement[] {
  const list = document.createElement("ul");
  for (const finding of group.findings) {
    const item = document.createElement("li");
    item.dataset.outcome = finding.outcome;
    item.append(write("span", WORDS[finding.outcome], "word"), write("span", finding.text));
    if (finding.where) item.append(write("code", finding.where));
    list.append(item);
  }
  if (group.leftOut > 0) list.append(write("li", `… and ${group.leftOut} more of the same sort.`));
  return [write("h3", titleOf(group.about)), list];
}

function write(tag: string, text: string, className = ""): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

function say(text: string): void {
  status.textContent = text;
}

find("form", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  const [file] = bundle.files ?? [];
  if (file) void check(file);
  else {
    say("Choose the bundle first.");
    bundle.focus();
  }
});

document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("over");
});
document.addEventListener("dragleave", (event) => {
  if (event.relatedTarget === null) document.body.classList.remove("over");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("over");
  const [file] = event.dataTransfer?.files ?? [];
  if (file && !button.disabled) void check(file);
});
