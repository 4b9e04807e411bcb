// Shows the texts, newest first, and follows every change.

const list = document.getElementById("texts");
const template = document.getElementById("text");
const on = document.getElementById("on");

const time = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

/** The words of a text, its link made tappable; nothing of it is ever read as markup. */
function words(text, link) {
  if (!link) return [text];
  const [before, after] = text.split(link, 2);
  const anchor = Object.assign(document.createElement("a"), { href: link, textContent: link, target: "_blank", rel: "noreferrer" });
  return [before, anchor, after];
}

function item(text) {
  const row = template.content.cloneNode(true);
  row.querySelector(".number").textContent = text.phone_number;
  row.querySelector("time").textContent = time.format(new Date(text.arrived_at));
  row.querySelector(".words").append(...words(text.text, text.link));
  const qr = row.querySelector(".qr");
  qr.hidden = !text.qr;
  if (text.qr) qr.src = text.qr;
  row.querySelector("li").classList.toggle("lost", !text.delivered);
  const fate = row.querySelector(".fate");
  fate.textContent = text.delivered ? "Delivered" : "Not delivered: the phone was off";
  fate.classList.add(text.delivered ? "delivered" : "failed");
  return row;
}

function show({ phone_is_on, texts }) {
  on.checked = phone_is_on;
  document.getElementById("empty").hidden = texts.length > 0;
  list.replaceChildren(...texts.map(item));
}

on.addEventListener("change", () => fetch("/switch", { method: "POST", body: JSON.stringify({ on: on.checked }) }));
new EventSource("/changes").addEventListener("message", (event) => show(JSON.parse(event.data)));
